namespace RocketControl.Client.Emulator;

/// <summary>How a <see cref="ProcessManagerEmulator"/> behaves.</summary>
public sealed record ProcessManagerEmulatorOptions
{
    /// <summary>The loopback port to listen on; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The path in front of every route, as a proxy would have it, such as <c>/manager</c>. Empty by default.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>What the server is; <see cref="ProcessManagerDialect.Documented"/> by default.</summary>
    public ProcessManagerDialect Dialect { get; init; }

    /// <summary>
    /// Whether there are routes to list, ask, pause and resume, and the dashboard. Null, the default: with <see cref="ProcessManagerDialect.Extended"/> only.
    /// </summary>
    public bool? HasSiblingRoutes { get; init; }

    /// <summary>
    /// Whether listing and asking fail with <c>Object of type Popen is not JSON serializable</c>, as on some servers (process protocol §3). False by default.
    /// </summary>
    public bool CannotSerializeProcesses { get; init; }

    /// <summary>Whether the record of a process that ended by itself stays behind as <c>running</c>. False by default.</summary>
    public bool LeavesStaleRecords { get; init; }

    /// <summary>How long dialect B waits before it kills; 1 s by default.</summary>
    public TimeSpan KillAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the dashboard measures the load before it answers; 1 s by default.</summary>
    public TimeSpan DashboardTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock of the intervals above and of the records; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal bool Siblings => HasSiblingRoutes ?? Dialect == ProcessManagerDialect.Extended;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal ProcessManagerEmulatorOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(KillAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(DashboardTime, TimeSpan.Zero);
        return this;
    }
}
