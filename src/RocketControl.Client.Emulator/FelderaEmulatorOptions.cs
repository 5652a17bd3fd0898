namespace RocketControl.Client.Emulator;

/// <summary>How a <see cref="FelderaEmulator"/> behaves.</summary>
public sealed record FelderaEmulatorOptions
{
    /// <summary>What makes a program fail in the SQL compiler by default, wherever it stands in the program, such as in a comment.</summary>
    public const string SqlErrorMarker = "SQL_ERROR";

    /// <summary>What makes a program fail in the Rust compiler by default, wherever it stands in the program.</summary>
    public const string RustErrorMarker = "RUST_ERROR";

    /// <summary>The loopback port to listen on; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The key that clients send as their bearer token; it may do everything, as may keys made through the API with the role <c>write</c>. Null, the
    /// default, is a server without authentication, which ignores the header (Feldera protocol §5).
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// The name of the only tenant. With authentication a <c>Feldera-Tenant</c> header that names another is refused with 403; without, nobody looks.
    /// </summary>
    public string Tenant { get; init; } = "default";

    /// <summary>The edition; open source by default, which knows no graceful stop.</summary>
    public FelderaEdition Edition { get; init; } = FelderaEdition.OpenSource;

    /// <summary>The version that the server reports; that of the protocol description by default.</summary>
    public string Version { get; init; } = "0.337.0";

    /// <summary>The clock of everything; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The clocks; <see cref="FelderaTimings.Fast"/> by default. <c>new FelderaTimings()</c> is the real server's pace.</summary>
    public FelderaTimings Timings { get; init; } = FelderaTimings.Fast;

    /// <summary>The largest body of a request that is not streamed in, in bytes; a larger one is answered with 413. 10 MiB by default.</summary>
    public long MaxBodyBytes { get; init; } = 10L * 1024 * 1024;

    /// <summary>
    /// What the SQL compiler says against a program, null for nothing. By default it says something when <see cref="SqlErrorMarker"/> stands in the
    /// program. Programs of which the emulator cannot read a CREATE TABLE or CREATE VIEW fail anyway; other statements are not looked at.
    /// </summary>
    public Func<string, string?> SqlError { get; init; } = program => Marked(program, SqlErrorMarker);

    /// <summary>
    /// What the Rust compiler says against a program, null for nothing. By default it says something when <see cref="RustErrorMarker"/> stands in the
    /// program.
    /// </summary>
    public Func<string, string?> RustError { get; init; } = program => Marked(program, RustErrorMarker);

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal FelderaEmulatorOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxBodyBytes);
        Timings.Validate();
        return this;
    }

    private static string? Marked(string program, string marker) =>
        program.Contains(marker, StringComparison.Ordinal) ? $"The program contains {marker}." : null;
}
