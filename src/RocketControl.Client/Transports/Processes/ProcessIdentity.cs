using System.Globalization;

namespace RocketControl.Client.Transports.Processes;

/// <summary>
/// What tells a process from another one that gets the same pid later (process protocol §7). Runs carry it as <see cref="Run.Instance"/>, and what has one is not
/// terminated, paused or resumed when the server shows another process under the pid.
/// </summary>
/// <param name="Command">The command line as the server shows it.</param>
/// <param name="StartTime">When it was started, in seconds since 1970 as the server says it; null when not known.</param>
public sealed record ProcessIdentity(string Command, double? StartTime = null)
{
    private const int CutLength = 60;
    private const string CutMark = "...";

    /// <summary>A handle on a process that is expected to be this one.</summary>
    /// <param name="pid">Its pid.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pid is not positive.</exception>
    public Run ToRun(long pid)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pid);
        var id = pid.ToString(CultureInfo.InvariantCulture);
        return new Run(RunBackend.Processes, id) { DisplayId = $"process {id}", Instance = ToInstance() };
    }

    /// <summary>The text for <see cref="Run.Instance"/>.</summary>
    public string ToInstance() => $"{StartTime?.ToString("R", CultureInfo.InvariantCulture)}|{Command}";

    internal static ProcessIdentity? Parse(string? instance)
    {
        if (instance?.Split('|', 2) is not [var time, var command])
            return null;
        return new ProcessIdentity(
            command, double.TryParse(time, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null);
    }

    /// <summary>False when it is certainly another process. What one of the two does not know counts as the same; dashboards cut commands off.</summary>
    internal bool MayBe(ProcessIdentity other) =>
        (StartTime is null || other.StartTime is null || StartTime == other.StartTime)
        && (Command == other.Command || IsCutOf(Command, other.Command) || IsCutOf(other.Command, Command));

    private static bool IsCutOf(string cut, string whole) =>
        cut.Length == CutLength + CutMark.Length && cut.EndsWith(CutMark, StringComparison.Ordinal) && whole.StartsWith(cut[..CutLength], StringComparison.Ordinal);
}
