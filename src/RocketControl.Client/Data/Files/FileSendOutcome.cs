namespace RocketControl.Client;

/// <summary>What became of one file.</summary>
public enum FileSendOutcome
{
    /// <summary>The run has taken and processed it.</summary>
    Sent,

    /// <summary>It was tried and failed.</summary>
    Failed,

    /// <summary>It was not begun: another failure stopped the rest, or the call was cancelled.</summary>
    NotBegun,

    /// <summary>It was begun and given up because the call was cancelled; nothing of it was committed, unless the run had all of it by then.</summary>
    Abandoned,
}
