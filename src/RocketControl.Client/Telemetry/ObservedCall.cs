using System.Diagnostics;

namespace RocketControl.Client.Telemetry;

/// <summary>One call while somebody listens: its span, its place among those under way and, at its end, its figures.</summary>
internal sealed class ObservedCall : IDisposable
{
    private const string Ok = "ok";
    private const string Canceled = "canceled";
    private const string Other = "other";

    private readonly Func<(RunBackend System, string Transport)> _identify;
    private readonly StartedRuns _started;
    private readonly TimeProvider _time;
    private readonly RunBackend _system;
    private readonly string _operation;
    private readonly Run? _run;
    private readonly long _beginning;
    private readonly Activity? _activity;
    private string _outcome = Ok;

    /// <param name="identify">Tells the system and, by its name, what carries the call right now.</param>
    /// <param name="started">The runs that the client has started.</param>
    /// <param name="time">The clock.</param>
    /// <param name="operation">What is done.</param>
    /// <param name="run">The run that it is about; null for none.</param>
    public ObservedCall(Func<(RunBackend System, string Transport)> identify, StartedRuns started, TimeProvider time, string operation, Run? run)
    {
        (_identify, _started, _time, _operation, _run) = (identify, started, time, operation, run);
        _system = identify().System;
        _beginning = time.GetTimestamp();
        Instruments.PendingCalls.Add(_system, 1);
        if (!Instruments.Source.HasListeners())
            return;
        _activity = Instruments.Source.StartActivity(
            RunControlTelemetry.SpanPrefix + operation,
            ActivityKind.Client,
            parentContext: default,
            [new(RunControlTelemetry.SystemTag, TagText.Of(_system)), new(RunControlTelemetry.OperationTag, operation)],
            run?.Origin.Links);
        Show(run);
    }

    /// <summary>Makes the span that of what is done next, in the asynchronous method that calls this and beneath it.</summary>
    public void Enter()
    {
        if (_activity is not null)
            Activity.Current = _activity;
    }

    /// <summary>Notes that the call has started a run.</summary>
    /// <returns>The run, which knows this call from now on.</returns>
    public Run Started(Run run)
    {
        _started.Begin(run);
        Show(run);
        return _activity is null ? run : run with { Origin = new RunOrigin(_activity.Context) };
    }

    /// <summary>Notes the run that the call was about, or has found.</summary>
    public Run Found(Run run)
    {
        Show(run);
        return run;
    }

    /// <summary>Notes what a status tells.</summary>
    public RunStatus Saw(RunStatus status)
    {
        if (status.IsTerminal)
            _started.End(status.Run);
        if (_run?.DisplayId is null)
            Show(status.Run);
        return status;
    }

    /// <summary>Notes that the end of the run was accepted, or had come before.</summary>
    public TerminateResult Terminated(TerminateResult result)
    {
        _started.End(_run!);
        return result;
    }

    /// <summary>Notes that the call has failed, or was given up by its caller, which is no failure.</summary>
    public void Fail(Exception exception)
    {
        if (exception is RunNotFoundException or RunGoneException && _run is not null)
            _started.End(_run);
        var failure = exception as RunControlException;
        _outcome = failure is not null ? TagText.Of(failure.Kind) : exception is OperationCanceledException ? Canceled : Other;
        if (_outcome == Canceled || _activity is not { IsAllDataRequested: true } span)
            return;
        span.SetStatus(ActivityStatusCode.Error, failure?.Message);
        span.SetTag(RunControlTelemetry.ErrorTypeTag, exception.GetType().FullName);
        if (failure is { OutcomeUnknown: true })
            span.SetTag(RunControlTelemetry.OutcomeUnknownTag, true);
        if (failure?.HttpStatus is { } status)
            span.SetTag(RunControlTelemetry.HttpStatusTag, (int)status);
    }

    /// <summary>Notes on the span of the call under way, if there is one, that an attempt has failed and another will follow.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="repetition">Which repetition follows, from 1.</param>
    public static void NoteRetry(RunControlException exception, int repetition)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span || span.Source != Instruments.Source)
            return;
        span.AddEvent(new ActivityEvent(RunControlTelemetry.RetryEvent, tags: new ActivityTagsCollection
        {
            [RunControlTelemetry.RetryAttemptTag] = repetition,
            [RunControlTelemetry.ErrorTypeTag] = exception.GetType().FullName,
        }));
    }

    /// <summary>Ends it, well unless it has failed.</summary>
    public void Dispose()
    {
        Instruments.PendingCalls.Add(_system, -1);
        var transport = _identify().Transport;
        var tags = new TagList
        {
            { RunControlTelemetry.SystemTag, TagText.Of(_system) },
            { RunControlTelemetry.OperationTag, _operation },
            { RunControlTelemetry.TransportTag, transport },
            { RunControlTelemetry.OutcomeTag, _outcome },
        };
        Instruments.Calls.Add(1, tags);
        Instruments.CallDuration.Record(_time.GetElapsedTime(_beginning).TotalSeconds, tags);
        _activity?.SetTag(RunControlTelemetry.TransportTag, transport);
        _activity?.SetTag(RunControlTelemetry.OutcomeTag, _outcome);
        _activity?.Dispose();
    }

    private void Show(Run? run)
    {
        if (_activity is { IsAllDataRequested: true } span && run?.DisplayId is { } name)
            span.SetTag(RunControlTelemetry.RunTag, name);
    }
}
