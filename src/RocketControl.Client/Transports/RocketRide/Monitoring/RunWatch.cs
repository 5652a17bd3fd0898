using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Follows one run: asks for its status, subscribes, turns events into <see cref="RunEvent"/>s, and asks again when the connection was lost and made again or when
/// it has become too quiet, for a push is best effort (RocketRide protocol §6.4). Used by one reader.
/// </summary>
internal sealed class RunWatch(Run run, RocketRideTransport transport, TimeProvider time) : IAsyncDisposable
{
    private const RocketRideEventTypes Types = RocketRideEventTypes.Summary | RocketRideEventTypes.Task;
    private const int ToleratedFailures = 5;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.25);

    private readonly Queue<RunEvent> _ready = new();
    private Run _run = run;
    private RunStatus? _last;
    private RunFeed? _feed;
    private bool _subscribed;
    private long _statusArrival;
    private DateTimeOffset? _startedAt;
    private int _failures;

    /// <summary>The next event, or null after the one with an end state.</summary>
    /// <exception cref="RunControlException">The run is not known, or the server could not be reached any more.</exception>
    public async ValueTask<RunEvent?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_ready.TryDequeue(out var next))
                return next;
            if (_last is { IsTerminal: true })
                return null;
            try
            {
                if (_subscribed)
                    await FollowAsync(_feed!, cancellationToken).ConfigureAwait(false);
                else
                    await StartAsync(cancellationToken).ConfigureAwait(false);
                _failures = 0;
            }
            catch (RunNotFoundException) when (_last is { } last)
            {
                NoteGone(last);
            }
            catch (RunControlException exception) when (exception.IsTransient && _last is { } last && ++_failures <= ToleratedFailures)
            {
                NoteUnreachable(last);
                await Task.Delay(FirstPause * Math.Pow(2, _failures - 1), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_feed is not null)
            transport.Feeds.Close(_feed);
        if (_subscribed)
            await transport.UnsubscribeAsync(MonitorKey.Of(_run), _run.Id, Types).ConfigureAwait(false);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_run is not { DisplayId: not null, ProjectId: not null, Source: not null })
        {
            Note(await transport.GetStatusAsync(_run, cancellationToken).ConfigureAwait(false));
            if (_last is { IsTerminal: true })
                return;
        }
        _feed ??= transport.Feeds.Open(_run);
        await transport.SubscribeAsync(MonitorKey.Of(_run), _run.Id, Types, cancellationToken).ConfigureAwait(false);
        _subscribed = true;
        await AskAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(RunFeed feed, CancellationToken cancellationToken)
    {
        if (feed.TakeDropped() is > 0 and var dropped)
            _ready.Enqueue(new RunEventsDropped(_run, time.GetUtcNow(), dropped));
        if (feed.TryRead(out var item))
        {
            if (item.Event is { } dapEvent)
                await AcceptAsync(dapEvent, cancellationToken).ConfigureAwait(false);
            else if (item.IsConnected)
                await AskAsync(cancellationToken).ConfigureAwait(false);
            else
                NoteUnreachable(_last!);
            return;
        }
        using var quiet = new CancellationTokenSource(Silence, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, quiet.Token);
        try
        {
            if (!await feed.WaitAsync(limit.Token).ConfigureAwait(false))
                throw Disposed();
        }
        catch (OperationCanceledException) when (quiet.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static RunConnectionLostException Disposed() => new(
        $"The client was disposed during {RunOperation.Watch}.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Watch))
    {
        Reason = ConnectionLossReason.ClientDisposed,
    };

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var (status, arrival) = await transport.AskStatusAsync(_run, RunOperation.Watch, cancellationToken).ConfigureAwait(false);
        (_statusArrival, _startedAt) = (arrival, status.StartedAt);
        Note(status);
    }

    private async Task AcceptAsync(DapEvent dapEvent, CancellationToken cancellationToken)
    {
        switch (dapEvent.Name)
        {
            case "apaevt_status_update" when dapEvent.Arrival > _statusArrival:
                if (IsOfAnotherStart(dapEvent))
                    await AskAsync(cancellationToken).ConfigureAwait(false);
                else if (transport.ReadStatus(dapEvent, _run) is { } status)
                    Note(status);
                break;
            case "apaevt_task":
                using (var document = JsonDocument.Parse(dapEvent.Body))
                {
                    if (document.RootElement.Text("action"u8) is { } action and not "running")
                        _ready.Enqueue(new RunLifecycleChanged(_run, time.GetUtcNow(), action));
                }
                break;
        }
    }

    /// <summary>
    /// Runs of one pipeline whose tokens begin alike cannot be told apart by their events but for when they started; only an answer is about the token (RocketRide
    /// protocol §3.2). A restart keeps the time of the start.
    /// </summary>
    private bool IsOfAnotherStart(DapEvent dapEvent) =>
        dapEvent.Content is TaskStatusMembers told && (_startedAt, LenientJson.UnixSeconds(told.StartTime)) is ({ } ours, { } theirs) && ours != theirs;

    private void Note(RunStatus status)
    {
        _run = status.Run;
        if (StatusNews.IsNews(_last, status))
            _ready.Enqueue(new RunStatusChanged(status));
        _last = status;
    }

    private void NoteUnreachable(RunStatus last) => Note(last with
    {
        IsReachable = false,
        ObservedAt = time.GetUtcNow(),
        Source = RunStatusSource.Remembered,
    });

    /// <summary>The server forgets a run some minutes after its end, so one that was seen and is not there any more is over.</summary>
    private void NoteGone(RunStatus last) => Note(last with
    {
        State = transport.IsTerminatedByUs(_run) ? RunState.Cancelled : RunState.Stopped,
        Detail = "The server does not know the run any more.",
        ObservedAt = time.GetUtcNow(),
        Source = RunStatusSource.Remembered,
        IsReachable = true,
    });
}
