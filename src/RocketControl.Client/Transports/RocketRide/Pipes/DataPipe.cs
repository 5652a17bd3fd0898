using System.Runtime.ExceptionServices;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// One object on its way through a run (RocketRide protocol §3.4, §5). Every step ends when the run ends, for the server then never answers. After a failure the
/// pipe is left alone, for closing it would commit what was written so far.
/// </summary>
internal sealed class DataPipe : IAsyncDisposable
{
    /// <summary>After so much silence the server may have dropped the pipe and given its number to another object.</summary>
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(60);

    private readonly RocketRideTransport _transport;
    private readonly Run _run;
    private readonly PipeStep _step;
    private readonly SendDeadline _deadline;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);
    private PipeKeepAlive? _keepAlive;
    private ExceptionDispatchInfo? _failureOfKeepAlive;
    private long? _pipeId;
    private long _lastAnswer;
    private bool _closing;

    /// <param name="transport">The way to the server.</param>
    /// <param name="run">The run to feed.</param>
    /// <param name="deadline">The time that the steps have.</param>
    /// <param name="time">The clock.</param>
    public DataPipe(RocketRideTransport transport, Run run, SendDeadline deadline, TimeProvider time)
    {
        (_transport, _run, _deadline, _time) = (transport, run, deadline, time);
        _step = new PipeStep(transport, run, time);
    }

    /// <summary>The number that the server gave to the open pipe.</summary>
    public long Id => _pipeId ?? throw new InvalidOperationException("The pipe is not open.");

    public long BytesWritten { get; private set; }

    /// <param name="options">How the object is announced.</param>
    /// <param name="size">Its size; null when not known.</param>
    /// <param name="keepsAlive">Whether to write nothing now and then while there is nothing to write.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task OpenAsync(SendOptions options, long? size, bool keepsAlive, CancellationToken cancellationToken)
    {
        var request = RocketRideRequests.OpenPipe(_run.Id, options, size) with { OnLateReply = reply => _transport.Abandoned.AddLate(_run, reply) };
        var reply = await _step.CallAsync(request, _deadline.Remaining, cancellationToken).ConfigureAwait(false);
        _pipeId = PipeAnswers.PipeIdOf(reply) ?? throw new PipeFailedException(
            $"{_run} opened no pipe for the object. The server does not say why; usual causes are an object name or MIME type that the pipeline does not accept.",
            new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
        _lastAnswer = _time.GetTimestamp();
        _deadline.NoteProgress();
        if (!keepsAlive)
            return;
        _keepAlive = new PipeKeepAlive(() => Silence, WriteNothingAsync, _time);
        _keepAlive.Start();
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var pipeId = RequireOpen();
            await _step.CallAsync(RocketRideRequests.WritePipe(_run.Id, pipeId, data), _deadline.Remaining, cancellationToken).ConfigureAwait(false);
            BytesWritten += data.Length;
            Volatile.Write(ref _lastAnswer, _time.GetTimestamp());
            _deadline.NoteProgress();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<SendResult> CloseAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var pipeId = RequireOpen();
            if (_keepAlive is not null)
                await _keepAlive.DisposeAsync().ConfigureAwait(false);
            _closing = true;
            var reply = await _step.CallAsync(RocketRideRequests.ClosePipe(_run.Id, pipeId), _deadline.Remaining, cancellationToken).ConfigureAwait(false);
            return PipeAnswers.ResultOf(reply, _run);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the keep-alive; a pipe that was not closed is abandoned.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_keepAlive is not null && !_closing)
            await _keepAlive.DisposeAsync().ConfigureAwait(false);
        if (_pipeId is not null && !_closing)
            _transport.Abandoned.Add(_run, BytesWritten);
        _turn.Dispose();
    }

    private TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _lastAnswer));

    private async Task WriteNothingAsync(CancellationToken stop)
    {
        await _turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            if (Silence < PipeKeepAlive.Interval)
                return;
            await _step.CallAsync(RocketRideRequests.WritePipe(_run.Id, RequireOpen(), default), _deadline.Limit, stop).ConfigureAwait(false);
            Volatile.Write(ref _lastAnswer, _time.GetTimestamp());
        }
        catch (RunControlException exception)
        {
            // Before the turn is passed on, or a piece that waits for it would follow.
            _failureOfKeepAlive = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private long RequireOpen()
    {
        _failureOfKeepAlive?.Throw();
        if (Silence <= IdleLimit)
            return _pipeId!.Value;
        throw new PipeFailedException(
            $"Nothing was written to the pipe for {Silence.TotalSeconds:0} seconds. The server drops a pipe after {IdleLimit.TotalSeconds:0} and gives its number "
            + "to another object, so this one was abandoned. Send it again; write more often, or set SendOptions.KeepAlive.",
            new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
    }
}
