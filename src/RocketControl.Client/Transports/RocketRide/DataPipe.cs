using System.Text.Json;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// One object on its way through a run (RocketRide protocol §3.4, §5). Every step ends when the run ends, for the server then never answers. After a failure the
/// pipe is left alone, for closing it would commit what was written so far.
/// </summary>
internal sealed class DataPipe
{
    private static readonly TimeSpan PatienceBeforeWatching = TimeSpan.FromSeconds(1);

    private readonly RocketRideTransport _transport;
    private readonly Run _run;
    private readonly TimeSpan _timeout;
    private readonly long _started;
    private readonly TimeProvider _time;
    private long _pipeId;

    /// <param name="transport">The way to the server.</param>
    /// <param name="run">The run to feed.</param>
    /// <param name="timeout">The deadline over all steps.</param>
    /// <param name="time">The clock.</param>
    public DataPipe(RocketRideTransport transport, Run run, TimeSpan timeout, TimeProvider time)
    {
        (_transport, _run, _timeout, _time) = (transport, run, timeout, time);
        _started = time.GetTimestamp();
    }

    public async Task OpenAsync(SendOptions options, long size, CancellationToken cancellationToken)
    {
        var reply = await CallAsync(RocketRideRequests.OpenPipe(_run.Id, options, size), cancellationToken).ConfigureAwait(false);
        _pipeId = PipeIdOf(reply) ?? throw new PipeFailedException(
            $"{_run} opened no pipe for the object. The server does not say why; usual causes are an object name or MIME type that the pipeline does not accept.",
            new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
    }

    public Task WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        CallAsync(RocketRideRequests.WritePipe(_run.Id, _pipeId, data), cancellationToken);

    public async Task<SendResult> CloseAsync(CancellationToken cancellationToken)
    {
        var reply = await CallAsync(RocketRideRequests.ClosePipe(_run.Id, _pipeId), cancellationToken).ConfigureAwait(false);
        var context = new RunErrorContext(RunBackend.RocketRide, RunOperation.Send);
        if (reply.Body.IsEmpty)
        {
            throw new PipeFailedException(
                $"{_run} returned nothing for the object: a component failed, or the pipe was idle for more than a minute and was dropped. The server does not "
                + "say which.", context);
        }
        using var document = JsonDocument.Parse(reply.Body);
        var body = document.RootElement;
        if (body.ValueKind != JsonValueKind.Object)
            throw new RunProtocolException($"The result of {_run} is not a JSON object.", context);
        var (result, error) = SendResultReader.Read(body, body.Member("result_types"u8) ?? default);
        if (error is null)
            return result;
        var text = Redaction.Redact(error);
        throw new PipeFailedException($"{_run} failed to process the object: {text}", context with { ServerMessage = text }) { Result = result };
    }

    private static long? PipeIdOf(DapResponse reply)
    {
        if (reply.Body.IsEmpty)
            return null;
        using var document = JsonDocument.Parse(reply.Body);
        return document.RootElement.Integer("pipe_id"u8);
    }

    private async Task<DapResponse> CallAsync(DapRequest request, CancellationToken cancellationToken)
    {
        var remaining = _timeout - _time.GetElapsedTime(_started);
        if (remaining <= TimeSpan.Zero)
            remaining = TimeSpan.FromMilliseconds(1);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = _transport.Caller.CallAsync(RunOperation.Send, request, remaining, repeatable: false, giveUp.Token);
        if (await IsAnsweredSoonAsync(call, cancellationToken).ConfigureAwait(false))
            return await call.ConfigureAwait(false);

        using var stopWatching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = _transport.WaitForEndAsync(_run, stopWatching.Token);
        await Task.WhenAny(call, end).ConfigureAwait(false);
        if (!call.IsCompleted && end.IsCompletedSuccessfully)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new RunNotRunningException(
                $"{_run} ended while the object was in work; what became of the object is not known. Start the run again and send it once more.",
                new RunErrorContext(RunBackend.RocketRide, RunOperation.Send) { OutcomeUnknown = true })
            {
                LastStatus = await end.ConfigureAwait(false),
            };
        }
        try
        {
            return await call.ConfigureAwait(false);
        }
        finally
        {
            await stopWatching.CancelAsync().ConfigureAwait(false);
            await ((Task)end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Most steps are answered at once; only for those that are not is it worth watching the run.</summary>
    private async Task<bool> IsAnsweredSoonAsync(Task<DapResponse> call, CancellationToken cancellationToken)
    {
        if (call.IsCompleted)
            return true;
        await ((Task)call).WaitAsync(PatienceBeforeWatching, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return call.IsCompleted;
    }
}
