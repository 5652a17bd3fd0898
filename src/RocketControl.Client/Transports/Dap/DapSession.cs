using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Calls and events over one message channel: numbers the requests, brings each reply to its caller, hands on the events in wire order. Every failure
/// of the connection goes through <see cref="Break"/>, after which the session is dead. Knows nothing of any backend.
/// </summary>
internal sealed class DapSession : IAsyncDisposable
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly IMessageChannel _channel;
    private readonly DapSessionOptions _options;
    private readonly SendQueue _sendQueue;
    private readonly Resumptions _resumptions = new();
    private readonly ConcurrentDictionary<long, PendingCall> _pending = new();
    private readonly AbandonedCalls _abandoned = new();
    private readonly CancellationTokenSource _stopHeartbeat = new();
    private DapBreak? _break;
    private DapBreak? _closing;
    private long _lastSeq;
    private int _unreadableFrames;
    private Task _reading = Task.CompletedTask;
    private Task _heartbeat = Task.CompletedTask;

    public DapSession(IMessageChannel channel, DapSessionOptions options)
    {
        _channel = channel;
        _options = options;
        _sendQueue = new SendQueue(channel, _resumptions, exception => Break(new DapBreak(
            ConnectionLossReason.TransportFailed, "The connection failed while sending.", exception)));
    }

    public bool IsAlive => BreakReason is null;

    /// <summary>Why the session is over; null while it is alive.</summary>
    public DapBreak? BreakReason => Volatile.Read(ref _break);

    /// <summary>True while a frame is on its way or waits for the channel.</summary>
    public bool IsSending => _sendQueue.IsBusy;

    public int PendingCount => _pending.Count;

    /// <summary>Begins to read. Everything that comes before a caller asks is already taken.</summary>
    public void Start() => _reading = ReadAsync();

    /// <summary>Begins to ask a silent peer for signs of life.</summary>
    public void StartHeartbeat() => _heartbeat = new DapHeartbeat(this, _channel, _options).RunAsync(_stopHeartbeat.Token);

    /// <summary>Sends a request and waits for its reply, which may say that the request failed.</summary>
    /// <exception cref="DapCallException">There is no usable reply.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the request may have been sent.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<DapResponse> CallAsync(DapRequest request, TimeSpan deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = CreateCall(request);
        var unreadableBefore = Volatile.Read(ref _unreadableFrames);
        try
        {
            _pending[call.Seq] = call;
            call.Limit(deadline, _options.TimeProvider, cancellationToken);
            if ((Volatile.Read(ref _break) ?? (request.IsFarewell ? null : Volatile.Read(ref _closing))) is { } dead)
                call.Fail(dead);
            else
                _sendQueue.Send(call);
            return await call.Task.ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var unreadable = Volatile.Read(ref _unreadableFrames) - unreadableBefore;
            throw new DapCallException(
                DapCallFailure.DeadlinePassed,
                unreadable == 0 ? "No reply came in time." : $"No reply came in time; {unreadable} unreadable frame(s) came instead.",
                wasSent: !call.TryWithdraw());
        }
        finally
        {
            call.Unlimit();
            _pending.TryRemove(call.Seq, out _);
            if (!call.TryWithdraw() && call.IsGivenUp)
                _abandoned.Add(call);
        }
    }

    /// <summary>Ends the session: every pending call fails with the same reason. Only the first reason counts.</summary>
    public void Break(DapBreak reason)
    {
        if (Interlocked.CompareExchange(ref _break, reason, null) is not null)
            return;
        DapLog.Broken(_options.Logger, reason.Reason, reason.Description, reason.Cause);
        _stopHeartbeat.Cancel();
        _channel.Abort();
        FailPending(reason);
        _options.OnBroken(reason);
    }

    /// <summary>Fails all pending calls and those to come, but keeps the session, so that a farewell can still be said.</summary>
    public void BeginClosing(DapBreak reason)
    {
        Volatile.Write(ref _closing, reason);
        FailPending(reason);
    }

    private void FailPending(DapBreak reason)
    {
        foreach (var call in _pending.Values)
            call.Fail(reason);
    }

    /// <summary>Closes the connection properly, within a short limit, then drops it.</summary>
    public async ValueTask DisposeAsync()
    {
        var disposed = new DapBreak(ConnectionLossReason.ClientDisposed, "The client was disposed.");
        if (IsAlive)
        {
            BeginClosing(disposed);
            try
            {
                await _channel.CloseOutputAsync().AsTask().WaitAsync(CloseLimit, _options.TimeProvider).ConfigureAwait(false);
                await _reading.WaitAsync(CloseLimit, _options.TimeProvider).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                DapLog.CloseFailed(_options.Logger, exception);
            }
        }
        Break(disposed);
        await _reading.ConfigureAwait(false);
        await _heartbeat.ConfigureAwait(false);
        await _channel.DisposeAsync().ConfigureAwait(false);
        _stopHeartbeat.Dispose();
    }

    private PendingCall CreateCall(DapRequest request)
    {
        var seq = Interlocked.Increment(ref _lastSeq);
        var frame = new FrameBuffer(_options.MaxMessageBytes);
        try
        {
            DapFrameCodec.Encode(request, seq, frame);
        }
        catch (Exception exception)
        {
            frame.Release();
            if (exception is MessageTooLargeException tooLarge)
                throw new DapCallException(DapCallFailure.RequestTooLarge, tooLarge.Message, wasSent: false, tooLarge);
            throw;
        }
        return new PendingCall(seq, request.Command, request.Payload is not null, frame, _resumptions) { OnLateReply = request.OnLateReply };
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var message = await _channel.ReceiveAsync().ConfigureAwait(false);
                if (message.Closure is { } closure)
                {
                    Break(new DapBreak(ConnectionLossReason.ClosedByPeer, $"The server closed the connection {closure}."));
                    return;
                }
                Accept(DapFrameCodec.Decode(message.Data.Span, message.IsBinary, _options.Arrivals.Next(), _options.ReadBody));
            }
        }
        catch (MessageTooLargeException exception)
        {
            Break(new DapBreak(
                ConnectionLossReason.ProtocolViolation,
                $"The server sent a message over the limit of {exception.Limit:N0} bytes.",
                exception));
        }
        catch (Exception exception)
        {
            Break(new DapBreak(ConnectionLossReason.TransportFailed, "The connection failed while reading.", exception));
        }
    }

    private void Accept(DapIncoming incoming)
    {
        if (incoming.Event is { } dapEvent)
            _options.OnEvent(dapEvent);
        else if (incoming.Response is { } response)
            Complete(response);
        else
            Reject(incoming);
    }

    private void Complete(DapResponse response)
    {
        if (_pending.TryRemove(response.RequestSeq, out var call))
        {
            if (!call.TryComplete(response) && call.IsGivenUp)
                TakeLate(response, new AbandonedCall(call.Command, call.OnLateReply));
        }
        else if (_abandoned.TryRemove(response.RequestSeq, out var given))
            TakeLate(response, given);
        else
            DapLog.UnknownReply(_options.Logger, response.RequestSeq);
    }

    private void TakeLate(DapResponse response, AbandonedCall given)
    {
        DapLog.LateReply(_options.Logger, given.Command);
        if (response.Success)
            (given.OnLateReply ?? _options.OnLateReply)(response);
    }

    private void Reject(DapIncoming incoming)
    {
        Interlocked.Increment(ref _unreadableFrames);
        DapLog.DefectiveFrame(_options.Logger, incoming.Defect!);
        if (incoming.RequestSeq is { } seq && _pending.TryRemove(seq, out var call))
        {
            call.Fail(new DapCallException(
                DapCallFailure.MalformedReply, $"The server's reply cannot be used: {incoming.Defect}.", wasSent: true));
        }
    }
}
