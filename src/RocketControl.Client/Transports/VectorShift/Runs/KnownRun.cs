using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// What this client remembers of one run: VectorShift has no route for the status, so it is put together from the run's stream and from what this client did to it
/// (run model §2). An end state stays.
/// </summary>
internal sealed class KnownRun
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private RunStatus _status;
    private RunStatus? _told;
    private long _outputs;
    private bool _seen;
    private volatile bool _isStreamed;
    private volatile bool _hasStory;
    private volatile bool _terminationAsked;
    private volatile bool _terminationAccepted;

    public KnownRun(Run run, VectorShiftOptions options)
    {
        _time = options.TimeProvider;
        Log = new RunLog(options.EventBufferSize, options.MaxMessageBytes);
        _status = new RunStatus
        {
            Run = run,
            State = RunState.Unknown,
            Detail = "This client has seen nothing of the run, and VectorShift has no route to ask. Set VectorShiftOptions.StatusRoute if yours has one.",
            ObservedAt = _time.GetUtcNow(),
            Source = RunStatusSource.Remembered,
            IsStale = true,
        };
    }

    public RunLog Log { get; }

    /// <summary>The first status that was seen; null before.</summary>
    public RunStatus? FirstStatus { get; private set; }

    public Run Run => _status.Run;

    public RunStatus Status
    {
        get
        {
            lock (_lock)
                return _status;
        }
    }

    /// <summary>True while this client reads the run's stream, so that it will see its end.</summary>
    public bool IsStreamed => _isStreamed;

    /// <summary>True when there is something to read in <see cref="Log"/>, and it will end.</summary>
    public bool HasStory => _hasStory;

    /// <summary>True once this client asked for the end of the run, unless VectorShift refused. The end may be seen before the answer.</summary>
    public bool TerminationAsked
    {
        get => _terminationAsked;
        set => _terminationAsked = value;
    }

    /// <summary>True once VectorShift accepted to end the run.</summary>
    public bool TerminationAccepted => _terminationAccepted;

    /// <summary>True once VectorShift has shown that there is such a run.</summary>
    public bool WasSeen
    {
        get
        {
            lock (_lock)
                return _seen;
        }
    }

    /// <summary>The run has named itself in its stream.</summary>
    public void NoteStarted(string word)
    {
        _isStreamed = _hasStory = true;
        Set(RunState.Running, word, RunStatusSource.Stream);
    }

    public void NoteOutput(string name, JsonElement value, bool isResult)
    {
        lock (_lock)
        {
            _status = _status with { ObservedAt = _time.GetUtcNow() };
            var size = value.ValueKind == JsonValueKind.Undefined ? 0 : value.GetRawText().Length;
            Log.Add(new VectorShiftOutput(Run, _status.ObservedAt, name, value, isResult, ++_outputs), size);
        }
    }

    /// <summary>VectorShift accepted to halt the run, or to let it go on. Nothing more can be known of it than that.</summary>
    public void NotePaused(bool paused) =>
        Set(paused ? RunState.Paused : RunState.Running, paused ? "pause: success" : "resume: success", RunStatusSource.Remembered, isStale: true);

    public void NoteTerminating(string word)
    {
        _terminationAccepted = true;
        Set(RunState.Stopping, word, RunStatusSource.Remembered, isStale: true);
    }

    /// <summary>The run is over.</summary>
    public void NoteEnd(RunState state, string word, string? error = null, string detail = "", RunStatusSource source = RunStatusSource.Stream)
    {
        Set(state, word, source, isStale: false, error, detail);
        _hasStory = true;
        _isStreamed = false;
        Log.Complete();
    }

    /// <summary>The status route answered.</summary>
    public RunStatus NoteNative(RunStatus status)
    {
        lock (_lock)
        {
            _seen = true;
            if (!_status.IsTerminal)
                Put(status);
            return _status;
        }
    }

    /// <summary>The stream broke: the run goes on for all we know, and nothing more of it will be seen.</summary>
    public void NoteLost(RunControlException cause)
    {
        lock (_lock)
        {
            if (!_status.IsTerminal)
            {
                Put(_status with
                {
                    Detail = $"The run's stream broke: {cause.Message}",
                    Source = RunStatusSource.Remembered,
                    IsStale = true,
                    IsReachable = false,
                });
            }
        }
        _isStreamed = false;
        Log.Complete(() => new RunConnectionLostException(
            $"The stream of {Run} broke, so its end will not be seen; the run itself may go on. {cause.Message}",
            new RunErrorContext(RunBackend.VectorShift, RunOperation.Watch),
            cause)
        {
            Reason = cause is RunConnectionLostException lost ? lost.Reason : ConnectionLossReason.ProtocolViolation,
        });
    }

    private void Set(RunState state, string word, RunStatusSource source, bool isStale = false, string? error = null, string detail = "")
    {
        lock (_lock)
        {
            _seen = true;
            if (_status.IsTerminal)
                return;
            var now = _time.GetUtcNow();
            Put(_status with
            {
                State = state,
                RawState = word,
                Detail = detail,
                Error = error,
                Errors = error is null ? [] : [error],
                ObservedAt = now,
                EndedAt = state is RunState.Completed or RunState.Failed or RunState.Cancelled or RunState.Stopped ? now : null,
                Source = source,
                IsStale = isStale,
            });
        }
    }

    private void Put(RunStatus status)
    {
        var isNews = StatusNews.IsNews(_told, status);
        _status = _told = status;
        FirstStatus ??= status;
        if (isNews)
            Log.Add(new RunStatusChanged(status));
    }
}
