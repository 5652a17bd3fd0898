using RocketControl.Client;
using RunDashboard.Systems;

namespace RunDashboard.Runs;

/// <summary>A run on the board. The board's lock guards what changes.</summary>
/// <param name="id">What addresses it on the page; says nothing of the run's own id, which may be a secret.</param>
/// <param name="system">Where it runs.</param>
/// <param name="run">The run.</param>
/// <param name="name">What to call it.</param>
internal sealed class BoardRun(string id, ControlledSystem system, Run run, string name)
{
    private readonly RateMeter _meter = new();

    public string Id => id;

    public ControlledSystem System => system;

    public string Name => name;

    public Run Run { get; private set; } = run;

    /// <summary>False until a run that was found in a list has been seen alive: lists are older than what is seen on the run itself.</summary>
    public bool IsShown { get; set; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; set; }

    public RunStatus? Status { get; private set; }

    /// <summary>The newest output, where runs give outputs by themselves.</summary>
    public string? Output { get; set; }

    /// <summary>Why the run cannot be watched now.</summary>
    public string? Trouble { get; set; }

    public EndRequest? End { get; set; }

    public double? Rate { get; private set; }

    /// <summary>Whether the server does not know the run any more, so that nothing more will be seen of it.</summary>
    public bool IsLost { get; set; }

    /// <summary>Whether nothing more is to come: it is down, lost, or ended where ends cannot be seen.</summary>
    public bool IsOver => IsLost || Status is { IsTerminal: true } || End is { CannotBeSeen: true };

    public void Note(RunStatus status)
    {
        Status = status;
        Run = status.Run;
        Trouble = null;
        IsShown |= !status.IsTerminal;
        if (status.Processed is { } processed)
            _meter.Note(status.ObservedAt, processed);
        Rate = IsOver ? null : _meter.At(status.ObservedAt);
    }

    /// <summary>Measures the rate anew: it falls while nothing happens.</summary>
    /// <returns>Whether it is another one now.</returns>
    public bool Measure(DateTimeOffset now)
    {
        var rate = IsOver ? null : _meter.At(now);
        if (rate == Rate)
            return false;
        Rate = rate;
        return true;
    }

    /// <summary>Whether a handle means this run. A handle without an instance means whatever has the id.</summary>
    public bool Is(ControlledSystem where, Run other) =>
        system == where && !IsOver && Run.Id == other.Id && (Run.Instance is null || other.Instance is null || Run.Instance == other.Instance);
}
