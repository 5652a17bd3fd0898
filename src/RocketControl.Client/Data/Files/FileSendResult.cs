namespace RocketControl.Client;

/// <summary>What became of one of several files.</summary>
/// <param name="Path">The file, as it was given or found.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record FileSendResult(string Path, FileSendOutcome Outcome)
{
    /// <summary>What the run made of it; null unless it was sent.</summary>
    public SendResult? Result { get; init; }

    /// <summary>Why it was not sent; for a file that was not begun, the failure that stopped the rest. Null when it was sent, or the call was cancelled.</summary>
    public RunControlException? Error { get; init; }

    /// <summary>The object's name; empty when there is no such file.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many bytes the run has taken.</summary>
    public long BytesSent { get; init; }

    /// <summary>How long it took, the run's work included.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>A short text for logs and screens.</summary>
    public override string ToString() => Error is null ? $"{Path}: {Outcome}" : $"{Path}: {Outcome}, {Error.Message}";
}
