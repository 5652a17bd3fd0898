namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The counters of a run; what was not told is 0.</summary>
public sealed record ObjectCounts
{
    /// <summary>Objects handed in.</summary>
    public long Total { get; init; }

    /// <summary>Their size in bytes.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Objects processed with success.</summary>
    public long Completed { get; init; }

    /// <summary>Their size in bytes.</summary>
    public long CompletedBytes { get; init; }

    /// <summary>Objects that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Their size in bytes.</summary>
    public long FailedBytes { get; init; }

    /// <summary>Words found.</summary>
    public long Words { get; init; }

    /// <summary>Objects a second. The server sends hundredths; this is the plain number.</summary>
    public double ObjectsPerSecond { get; init; }

    /// <summary>Bytes a second. The server sends hundredths; this is the plain number.</summary>
    public double BytesPerSecond { get; init; }
}
