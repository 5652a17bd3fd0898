namespace RocketControl.Client;

/// <summary>A step of one file and where the whole stands after it.</summary>
/// <param name="Path">The file that took the step.</param>
/// <param name="Phase">The step.</param>
public sealed record SendProgress(string Path, SendPhase Phase)
{
    /// <summary>How many bytes of the file the run has taken.</summary>
    public long FileBytesSent { get; init; }

    /// <summary>The size of the file; null when not known.</summary>
    public long? FileLength { get; init; }

    /// <summary>Why the file failed; null unless it did.</summary>
    public RunControlException? Error { get; init; }

    /// <summary>How many bytes of all files the run has taken.</summary>
    public long BytesSent { get; init; }

    /// <summary>The size of all files, also of those that fail; null when one of them is not known.</summary>
    public long? BytesTotal { get; init; }

    /// <summary>How many bytes the run took in a second, over the last 5 seconds.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>How many files there are.</summary>
    public int FilesTotal { get; init; }

    /// <summary>How many the run has processed.</summary>
    public int FilesCompleted { get; init; }

    /// <summary>How many failed or were given up.</summary>
    public int FilesFailed { get; init; }

    /// <summary>How many are on their way.</summary>
    public int FilesInWork { get; init; }
}
