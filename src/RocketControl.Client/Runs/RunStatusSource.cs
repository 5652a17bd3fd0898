namespace RocketControl.Client;

/// <summary>Where a <see cref="RunStatus"/> comes from.</summary>
public enum RunStatusSource
{
    /// <summary>The backend answered a status request.</summary>
    Native,

    /// <summary>The backend pushed it as an event.</summary>
    Stream,

    /// <summary>This client derived it from what it saw before.</summary>
    Remembered,
}
