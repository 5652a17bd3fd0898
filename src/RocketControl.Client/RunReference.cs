namespace RocketControl.Client;

/// <summary>
/// Names a run in a call: either a <see cref="Run"/>, or its bare id, for RocketRide the task token. Both convert by themselves.
/// </summary>
public readonly record struct RunReference
{
    private readonly Run? _run;
    private readonly string? _id;

    private RunReference(Run? run, string? id) => (_run, _id) = (run, id);

    /// <summary>Names a run by its handle.</summary>
    /// <param name="run">The run.</param>
    public static implicit operator RunReference(Run run) => FromRun(run);

    /// <summary>Names a run by its bare id.</summary>
    /// <param name="id">The id; for RocketRide the task token.</param>
    public static implicit operator RunReference(string id) => FromId(id);

    /// <summary>Names a run by its handle.</summary>
    /// <param name="run">The run.</param>
    public static RunReference FromRun(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunReference(run, null);
    }

    /// <summary>Names a run by its bare id.</summary>
    /// <param name="id">The id; for RocketRide the task token.</param>
    public static RunReference FromId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new RunReference(null, id);
    }

    /// <summary>The run's display id; a bare id is a secret and is not shown.</summary>
    public override string ToString() => _run?.ToString() ?? "run";

    internal Run Resolve(RunBackend backend, RunOperation operation)
    {
        if (_run is not null)
        {
            return _run.Backend == backend ? _run : throw new RunInvalidArgumentException(
                $"{_run} belongs to {_run.Backend}, but this client controls {backend}.", new RunErrorContext(backend, operation));
        }
        return string.IsNullOrWhiteSpace(_id)
            ? throw new RunInvalidArgumentException(
                "The run's token is empty. Pass the run or the token that UseAsync returned.", new RunErrorContext(backend, operation))
            : new Run(backend, _id);
    }
}
