using System.Net.ServerSentEvents;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// Starts a streamed run and reads its stream to the end (VectorShift protocol §2, §5). Does not depend on the caller's patience: a run that names itself after the caller
/// has given up is remembered and logged, for it costs money.
/// </summary>
/// <param name="pipeline">What to run.</param>
/// <param name="http">The way there.</param>
/// <param name="runs">Where the run is remembered.</param>
/// <param name="options">Limits and clock.</param>
/// <param name="logger">Where to log.</param>
internal sealed class RunStart(VectorShiftPipeline pipeline, VectorShiftHttp http, KnownRuns runs, VectorShiftOptions options, ILogger logger)
{
    private const int Here = 0;
    private const int Leaving = 1;
    private const int TakenBack = 2;

    private readonly TaskCompletionSource<Run> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _step;
    private bool _hasResult;
    private KnownRun? _run;

    /// <summary>Completes when the run has named itself, or fails when it will not.</summary>
    public Task<Run> Started => _started.Task;

    /// <summary>Completes when there is nothing more to read.</summary>
    public Task Finished => _finished.Task;

    /// <summary>True when the request has begun to leave, so that the run may come up whatever the caller does.</summary>
    public bool HasLeft => Volatile.Read(ref _step) == Leaving;

    /// <summary>Never throws.</summary>
    /// <param name="callerLeaves">Cancelled when the caller gives up: a request that has not begun to leave then stays here.</param>
    /// <param name="closing">Cancelled when the transport is disposed of.</param>
    public async Task ReadAsync(CancellationToken callerLeaves, CancellationToken closing)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(closing);
        using var takingBack = callerLeaves.Register(() =>
        {
            if (Interlocked.CompareExchange(ref _step, TakenBack, Here) == Here)
                over.Cancel();
        });
        try
        {
            var inputs = new RunInputs(options);
            await using (inputs.ConfigureAwait(false))
            {
                var reply = await http.OpenAsync(
                    Routes.Of(pipeline.Id, "run"),
                    async token => new LeavingContent(await inputs.OpenAsync(pipeline, streamed: true, token).ConfigureAwait(false), Leave),
                    over.Token).ConfigureAwait(false);
                await using (reply.ConfigureAwait(false))
                    await ReadAsync(reply, callerLeaves, over.Token).ConfigureAwait(false);
            }
        }
        catch (RunControlException exception)
        {
            Fail(exception);
        }
        catch (OperationCanceledException) when (Volatile.Read(ref _step) == TakenBack)
        {
            _started.TrySetCanceled(callerLeaves);
        }
        catch (OperationCanceledException exception)
        {
            Fail(new RunConnectionLostException(
                "The client was disposed of.", new RunErrorContext(RunBackend.VectorShift, RunOperation.Use) { OutcomeUnknown = true }, exception)
            {
                Reason = ConnectionLossReason.ClientDisposed,
            });
        }
        catch (Exception exception)
        {
            // Whoever waits for the run must not wait for ever because of a mistake here or in content of the user's own.
            Fail(new RunConnectionLostException(
                $"The run's stream could not be read: {exception.Message}",
                new RunErrorContext(RunBackend.VectorShift, RunOperation.Use) { OutcomeUnknown = true },
                exception));
        }
        finally
        {
            if (_run is not null)
                runs.NoteEnded(_run);
            _finished.TrySetResult();
        }
    }

    private void Leave()
    {
        if (Interlocked.CompareExchange(ref _step, Leaving, Here) == TakenBack)
            throw new OperationCanceledException();
    }

    private async Task ReadAsync(HttpStreamReply reply, CancellationToken callerLeaves, CancellationToken over)
    {
        if (reply.Head.MediaType != "text/event-stream")
        {
            await ReadWholeAsync(reply, callerLeaves, over).ConfigureAwait(false);
            return;
        }
        var events = SseParser.Create(new BoundedEventStream(reply.Body!, options.MaxEventBytes)).EnumerateAsync(over);
        await foreach (var item in events.ConfigureAwait(false))
        {
            if (Take(StreamEvent.Read(item), callerLeaves))
                return;
        }
        End(isMarked: false);
    }

    /// <returns>True when nothing more is to come.</returns>
    private bool Take(StreamEvent next, CancellationToken callerLeaves)
    {
        if (next.IsDone)
        {
            End(isMarked: true);
            return true;
        }
        if (!next.IsKnown)
            VectorShiftLog.UnknownStreamEvent(logger, pipeline.Id);
        if (_run is null && next.RunId is { } id)
            Begin(id, next.Word, callerLeaves);
        if (_run is null && next.End == RunState.Failed)
        {
            throw new RunStartFailedException(
                $"The run failed before it named itself. VectorShift says: {next.Error}",
                new RunErrorContext(RunBackend.VectorShift, RunOperation.Use) { ServerMessage = next.Error });
        }
        foreach (var (name, value) in next.Outputs)
            _run?.NoteOutput(name, value, next.IsResult);
        _hasResult |= next.IsResult || next.End == RunState.Completed;
        if (next.End is not (RunState.Failed or RunState.Cancelled))
            return false;
        _run?.NoteEnd(next.End.Value, next.Word, next.Error);
        return _run is not null;
    }

    private void End(bool isMarked)
    {
        if (_run is null)
        {
            throw new RunProtocolException(
                "VectorShift's stream ended without naming the run, so nothing can be done to it. It may have run.",
                new RunErrorContext(RunBackend.VectorShift, RunOperation.Use) { OutcomeUnknown = true });
        }
        var isByUs = _run.TerminationAccepted || (_run.TerminationAsked && !_hasResult);
        if (isByUs)
            _run.NoteEnd(RunState.Cancelled, "end of stream");
        else if (_hasResult || isMarked)
            _run.NoteEnd(RunState.Completed, _hasResult ? "result" : "[DONE]");
        else
            _run.NoteEnd(RunState.Stopped, "end of stream", detail: "The stream ended without a result: somebody else terminated the run, or it has no outputs.");
    }

    /// <summary>The server does not stream, so the run is over.</summary>
    private async Task ReadWholeAsync(HttpStreamReply reply, CancellationToken callerLeaves, CancellationToken over)
    {
        var body = await BoundedBody.ReadAsync(reply.Body!, options.MaxMessageBytes, over).ConfigureAwait(false);
        var answer = RunReply.Of(VectorShiftHttp.Parse(reply.Head with { Body = body }, RunOperation.Use));
        if (answer.RunId is null && answer.IsFailed)
            throw VectorShiftErrors.OfFailedReply(answer.Raw, RunOperation.Use);
        if (answer.RunId is null)
            throw VectorShiftErrors.NotUnderstood(reply.Head, RunOperation.Use);
        Begin(answer.RunId, answer.Word, callerLeaves);
        foreach (var (name, value) in answer.Outputs)
            _run!.NoteOutput(name, value, isResult: true);
        _run!.NoteEnd(answer.IsFailed ? RunState.Failed : RunState.Completed, answer.Word, answer.IsFailed ? ErrorText.Of(answer.Raw) ?? "failed" : null);
    }

    private void Begin(string runId, string word, CancellationToken callerLeaves)
    {
        var run = new VectorShiftRunId(pipeline.Id, runId).ToRun();
        _run = runs.GetOrAdd(run);
        _run.NoteStarted(word);
        if (callerLeaves.IsCancellationRequested)
            VectorShiftLog.LateStart(logger, run.ToString());
        else
            VectorShiftLog.RunStarted(logger, run.ToString());
        _started.TrySetResult(run);
    }

    private void Fail(RunControlException exception)
    {
        if (_run is not null)
        {
            VectorShiftLog.StreamBroken(logger, _run.Run.ToString(), exception.Message);
            _run.NoteLost(exception);
            return;
        }
        _started.TrySetException(exception);
        // The start may have no caller any more; then nobody else looks at this.
        _ = _started.Task.Exception;
    }
}
