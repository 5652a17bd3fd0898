namespace RocketControl.Client;

/// <summary>Where a file stands on its way (RocketRide protocol §5.7).</summary>
public enum SendPhase
{
    /// <summary>It was opened and waits for the run to take it.</summary>
    Opening,

    /// <summary>Its bytes are being sent.</summary>
    Sending,

    /// <summary>All of it was sent; the run works on it.</summary>
    Processing,

    /// <summary>The run has processed it.</summary>
    Completed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was given up, because the call was cancelled.</summary>
    Abandoned,
}
