namespace RocketControl.Client.Emulator;

/// <summary>How a <see cref="RocketRideEmulator"/> behaves. Every default is the real server's, but the port and the key.</summary>
public sealed record RocketRideEmulatorOptions
{
    private const long HighestMessageLimit = 1024L * 1024 * 1024;

    /// <summary>The key that <see cref="ApiKey"/> has by default: <c>emulator-key</c>.</summary>
    public const string DefaultApiKey = "emulator-key";

    /// <summary>The loopback port to listen on; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The key that clients log in with; <see cref="DefaultApiKey"/> by default. Null accepts any non-empty key, as a server without a
    /// configured key does (RocketRide protocol §1.4).
    /// </summary>
    public string? ApiKey { get; init; } = DefaultApiKey;

    /// <summary>The clock of every interval below; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// How often the server pings a connection; 15 s by default (RocketRide protocol §1.7). <see cref="Timeout.InfiniteTimeSpan"/> never pings.
    /// </summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after an unanswered ping the server closes with 1011; 60 s by default (RocketRide protocol §1.7).</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The largest message that the server takes, in bytes; a larger one is closed with 1009. 262,144,000 by default (§1.1); at most
    /// 1 GiB.
    /// </summary>
    public long MaxMessageBytes { get; init; } = 250L * 1024 * 1024;

    /// <summary>
    /// The largest body that the server takes over HTTP, in bytes; a larger one is answered with 413. 1 GiB by default; the real server has no limit.
    /// </summary>
    public long MaxUploadBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>The clocks of the tasks and pipes.</summary>
    public RocketRideTimings Timings { get; init; } = new();

    /// <summary>
    /// The server's variables for pipelines; only names that start with <c>ROCKETRIDE_</c> count, and <c>ROCKETRIDE_APIKEY</c> is there
    /// anyway when the server has a key (RocketRide protocol §9.3). Empty by default.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether pipe requests that are in flight when their task's engine ends are answered, with <c>Connection lost</c>. False, the
    /// default, never answers them, as the real server (RocketRide protocol §3.4).
    /// </summary>
    public bool AnswersPipeRequestsOfEndedTasks { get; init; }

    internal IReadOnlyDictionary<string, string> ServerEnvironment =>
        ApiKey is null ? Environment : new Dictionary<string, string>(Environment) { ["ROCKETRIDE_APIKEY"] = ApiKey };

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal RocketRideEmulatorOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ThrowUnlessInterval(PingInterval, nameof(PingInterval));
        ThrowUnlessInterval(PingTimeout, nameof(PingTimeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMessageBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxMessageBytes, HighestMessageLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxUploadBytes);
        return this;
    }

    private static void ThrowUnlessInterval(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
    }
}
