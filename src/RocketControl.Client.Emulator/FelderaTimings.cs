namespace RocketControl.Client.Emulator;

/// <summary>
/// The clocks of an emulated Feldera server, all on <see cref="FelderaEmulatorOptions.TimeProvider"/>. The defaults are the real server's (Feldera
/// protocol §2, §9, §11), and where it needs whatever its work needs, a plausible duration. <see cref="Fast"/> is for tests and quick starts. A duration
/// of zero means at once; cadences have to be positive.
/// </summary>
public sealed record FelderaTimings
{
    /// <summary>
    /// The same server with all that it does by itself sped up a hundredfold, so that a start takes a fraction of a second. What clients see goes stale
    /// all the same. The limits that requests run into are 2 s.
    /// </summary>
    public static FelderaTimings Fast { get; } = new()
    {
        StoppedPoll = TimeSpan.FromMilliseconds(25),
        ProvisioningPoll = TimeSpan.FromMilliseconds(10),
        ProvisionedPoll = TimeSpan.FromMilliseconds(25),
        StoppingPoll = TimeSpan.FromMilliseconds(10),
        CompilerPoll = TimeSpan.FromMilliseconds(5),
        SqlCompilation = TimeSpan.FromMilliseconds(20),
        RustCompilation = TimeSpan.FromMilliseconds(50),
        Provisioning = TimeSpan.FromMilliseconds(15),
        Deprovisioning = TimeSpan.FromMilliseconds(10),
        StorageClearing = TimeSpan.FromMilliseconds(10),
        RuntimeStep = TimeSpan.FromMilliseconds(15),
        Suspension = TimeSpan.FromMilliseconds(20),
        SuspensionRetry = TimeSpan.FromMilliseconds(10),
        Checkpoint = TimeSpan.FromMilliseconds(10),
        Processing = TimeSpan.FromMilliseconds(5),
        ProbeGrace = TimeSpan.FromMilliseconds(200),
        IngressLimit = TimeSpan.FromSeconds(2),
    };

    /// <summary>How often the runner looks at a stopped pipeline; 2.5 s by default.</summary>
    public TimeSpan StoppedPoll { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How often the runner looks at a pipeline that is being provisioned; 1 s by default.</summary>
    public TimeSpan ProvisioningPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the runner probes a provisioned pipeline; 2.5 s by default.</summary>
    public TimeSpan ProvisionedPoll { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How often the runner looks at a stopping pipeline; 1 s by default.</summary>
    public TimeSpan StoppingPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long failing probes of a new process count as initializing, and only then as unavailable; 20 s by default.</summary>
    public TimeSpan ProbeGrace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>When provisioning has failed; 20 s by default. <c>runtime_config.provisioning_timeout_secs</c> takes precedence.</summary>
    public TimeSpan ProvisioningLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a program waits for each of the two compilers; 0.25 s by default.</summary>
    public TimeSpan CompilerPoll { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>How long the SQL compiler works; 2 s by default.</summary>
    public TimeSpan SqlCompilation { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the Rust compiler works; 10 s by default.</summary>
    public TimeSpan RustCompilation { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long resources take to be provisioned; 1.5 s by default.</summary>
    public TimeSpan Provisioning { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long resources take to be gone; 0.5 s by default.</summary>
    public TimeSpan Deprovisioning { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long storage takes to be cleared; 0.5 s by default.</summary>
    public TimeSpan StorageClearing { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a process takes to initialize, to bootstrap, to synchronize and to replay, each; 1 s by default.</summary>
    public TimeSpan RuntimeStep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a process takes to suspend itself, its checkpoint included; 1 s by default.</summary>
    public TimeSpan Suspension { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a process tries again to suspend itself while something keeps it from doing so; 0.5 s by default.</summary>
    public TimeSpan SuspensionRetry { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long a checkpoint or its synchronization takes; 0.5 s by default.</summary>
    public TimeSpan Checkpoint { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long after it was ingested data has been processed, and a transaction that is committed has been; 50 ms by default.</summary>
    public TimeSpan Processing { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long data for a paused pipeline is held before the request fails; 30 s by default.</summary>
    public TimeSpan IngressLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an egress stream is silent before an empty chunk keeps it alive; 3 s by default.</summary>
    public TimeSpan EgressKeepAlive { get; init; } = TimeSpan.FromSeconds(3);

    /// <exception cref="ArgumentOutOfRangeException">A cadence is not positive, or a duration is negative.</exception>
    internal void Validate()
    {
        TimeSpan[] cadences = [StoppedPoll, ProvisioningPoll, ProvisionedPoll, StoppingPoll, SuspensionRetry, EgressKeepAlive];
        foreach (TimeSpan cadence in cadences)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(cadence, TimeSpan.Zero, nameof(FelderaTimings));
        TimeSpan[] durations =
        [
            ProbeGrace, ProvisioningLimit, CompilerPoll, SqlCompilation, RustCompilation, Provisioning, Deprovisioning, StorageClearing, RuntimeStep,
            Suspension, Checkpoint, Processing, IngressLimit,
        ];
        foreach (TimeSpan duration in durations)
            ArgumentOutOfRangeException.ThrowIfNegative(duration.Ticks, nameof(FelderaTimings));
    }
}
