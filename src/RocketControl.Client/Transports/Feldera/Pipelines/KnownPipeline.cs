namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// What this client remembers of one pipeline, to make more of a status than it says: names are used again, the server's word may be up to 2.5
/// seconds old, and who asked for an end it does not tell (run model §2).
/// </summary>
internal sealed class KnownPipeline
{
    /// <summary>For so long the server may show what was before an end that it has accepted; after that its word counts again.</summary>
    private static readonly TimeSpan StaleFor = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private FelderaStopWish? _stop;
    private DateTimeOffset? _stopAccepted;
    private RunState _lastState = RunState.Unknown;
    private string? _lastDeployment;

    /// <summary>The input table of the pipeline, once it was looked up.</summary>
    public string? OnlyTable { get; set; }

    /// <summary>True once this client has asked for the end of the run that is up, and nothing newer was seen.</summary>
    public bool IsEnding
    {
        get
        {
            lock (_lock)
                return _stop is not null;
        }
    }

    /// <summary>Notes that a start was accepted.</summary>
    public void NoteStart()
    {
        lock (_lock)
            (_stop, _stopAccepted, OnlyTable) = (null, null, null);
    }

    public void NoteStop(FelderaStopWish wish)
    {
        lock (_lock)
            _stop ??= wish;
    }

    public void NoteStopAccepted(DateTimeOffset now)
    {
        lock (_lock)
            _stopAccepted = _stop is null ? null : now;
    }

    /// <summary>Notes that the server refused the end.</summary>
    public void WithdrawStop(FelderaStopWish wish)
    {
        lock (_lock)
            _stop = ReferenceEquals(_stop, wish) ? null : _stop;
    }

    /// <summary>What a description means for a run.</summary>
    /// <param name="run">The run; when it names an instance that is not there any more, it is over.</param>
    /// <param name="info">What the server says.</param>
    /// <param name="now">The time.</param>
    public RunStatus Interpret(Run run, FelderaPipelineInfo info, DateTimeOffset now)
    {
        lock (_lock)
        {
            ForgetStopOfAnother(info);
            var state = FelderaState.Of(info, _stop is not null, _stop?.ErrorBefore);
            var isReachable = info.Status != FelderaWords.Unavailable;
            var isAnother = run.Instance is { } instance && info.IsBeyond(instance);
            if (!isReachable && state == RunState.Unknown && info.DeploymentId == _lastDeployment)
                state = _lastState;
            // The server has accepted the end, so what it says of the state before is old news.
            var isStale = _stop is not null && now - _stopAccepted < StaleFor
                && state is not (RunState.Stopping or RunState.Cancelled or RunState.Failed or RunState.Stopped);
            state = isStale ? RunState.Stopping : state;
            (_lastState, _lastDeployment) = (state, info.DeploymentId);
            return Describe(isAnother ? RunState.Stopped : state);

            RunStatus Describe(RunState seen) => new()
            {
                Run = run with { Instance = run.Instance ?? info.DeploymentId, DisplayId = run.DisplayId ?? info.Name },
                State = seen,
                RawState = info.Status,
                DesiredState = info.DesiredStatus,
                Detail = isAnother ? "The pipeline was started again since; this run of it is over." : DetailOf(seen, info),
                EndedAt = seen is RunState.Failed or RunState.Cancelled or RunState.Stopped && !isAnother ? info.StatusSince : null,
                Error = isAnother ? null : seen == RunState.Failed ? ErrorOf(info) : null,
                Errors = !isAnother && info.DeploymentError is { } error ? [error.ToString()] : [],
                ObservedAt = now,
                Source = RunStatusSource.Native,
                IsReachable = isReachable,
                IsStale = isStale || !isReachable,
                RawJson = new LazyJson(info.Raw),
            };
        }
    }

    private void ForgetStopOfAnother(FelderaPipelineInfo info)
    {
        if (_stop is not { } stop)
            return;
        if (info.IsStopped && !info.IsAtRest)
        {
            // To be started again.
            _stop = null;
        }
        else if (info.DeploymentId is { } deployment && deployment != stop.Deployment)
        {
            // What was to start when its end was asked for may have come up for a moment; anything else is another run.
            var isItsOwn = stop.Deployment is null && info.DesiredStatus is FelderaWords.Stopped or FelderaWords.Suspended;
            _stop = isItsOwn ? stop with { Deployment = deployment } : null;
        }
    }

    private static string DetailOf(RunState state, FelderaPipelineInfo info) => state switch
    {
        RunState.Pending => $"The program is being compiled ({info.ProgramStatus}).",
        RunState.Stopping => $"On the way to {info.DesiredStatus}.",
        RunState.AwaitingInput when info.Status == FelderaWords.AwaitingApproval => "Waits for an approval of the changed program.",
        RunState.AwaitingInput => "Stands by until it is activated.",
        RunState.Failed => ErrorOf(info),
        _ => info.Status == FelderaWords.Unavailable ? "The server cannot reach the pipeline." : "",
    };

    private static string ErrorOf(FelderaPipelineInfo info) => info.DeploymentError?.ToString() ?? $"The program does not compile ({info.ProgramStatus}).";
}
