namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>
/// Why an engine process ends. <paramref name="ExitCode"/> is null when no exit line came, so that the status keeps what it has.
/// </summary>
internal sealed record StopCause(bool IsRequested, int? ExitCode, string ExitMessage, IReadOnlyList<string> Errors)
{
    /// <summary>A terminate, a restart or the ttl.</summary>
    public static StopCause Requested { get; } = new(true, null, "", []);

    /// <summary>The process vanished.</summary>
    public static StopCause Killed { get; } = new(false, null, "", []);

    public static StopCause Crash(int exitCode, string exitMessage, IReadOnlyList<string> errors) =>
        new(false, exitCode, exitMessage, errors);
}
