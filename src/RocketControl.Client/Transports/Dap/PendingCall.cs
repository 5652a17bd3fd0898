namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// A request between its creation and its reply. Whether it was sent, and what ended it, is decided exactly once. Who waits goes on upon the thread pool when a reply
/// came or the session broke, so that nobody's code runs on the reader; when the time was over or the token was cancelled, it goes on upon the timer or the canceller.
/// </summary>
internal sealed class PendingCall(long seq, string command, bool isBinary, FrameBuffer frame, Resumptions resumptions)
    : TaskCompletionSource<DapResponse>, IThreadPoolWorkItem
{
    private const int Queued = 0;
    private const int Sending = 1;
    private const int Withdrawn = 2;

    private const int Waiting = 0;
    private const int Answered = 1;
    private const int GivenUp = 2;

    private int _state;
    private int _end;
    private DapResponse? _response;
    private Exception? _failure;
    private ITimer? _deadline;
    private CancellationTokenRegistration _cancellation;

    public long Seq => seq;

    public string Command => command;

    public bool IsBinary => isBinary;

    public FrameBuffer Frame => frame;

    /// <summary>Takes a successful reply that comes after the caller gave up.</summary>
    public Action<DapResponse>? OnLateReply { get; init; }

    /// <summary>True when the caller stopped waiting: the deadline passed or the token was cancelled.</summary>
    public bool IsGivenUp => Volatile.Read(ref _end) == GivenUp;

    /// <summary>Ends the call with a <see cref="TimeoutException"/> when there is no reply in time, and when the token is cancelled.</summary>
    public void Limit(TimeSpan deadline, TimeProvider time, CancellationToken cancellationToken)
    {
        _deadline = time.CreateTimer(static call => ((PendingCall)call!).RunOutOfTime(), this, deadline, Timeout.InfiniteTimeSpan);
        _cancellation = cancellationToken.UnsafeRegister(static (call, token) => ((PendingCall)call!).Cancel(token), this);
    }

    /// <summary>The call is over, one way or the other.</summary>
    public void Unlimit()
    {
        _deadline?.Dispose();
        _cancellation.Unregister();
    }

    /// <summary>Claims the frame for sending; false when the caller has given up before.</summary>
    public bool TryStartSending() => Interlocked.CompareExchange(ref _state, Sending, Queued) == Queued;

    /// <summary>Gives up a call that was not sent. True: it never will be. False: sending has begun, a reply may still come.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Queued) != Sending;

    /// <summary>Hands over the reply; false when the call had ended before.</summary>
    public bool TryComplete(DapResponse response)
    {
        if (!TryEnd(Answered))
            return false;
        _response = response;
        Resume();
        return true;
    }

    public void Fail(DapBreak reason) => Fail(new DapCallException(
        DapCallFailure.ConnectionLost, reason.Description, wasSent: !TryWithdraw(), reason.Cause)
    {
        LossReason = reason.Reason,
    });

    public void Fail(DapCallException failure)
    {
        if (!TryEnd(Answered))
            return;
        _failure = failure;
        Resume();
    }

    void IThreadPoolWorkItem.Execute()
    {
        resumptions.Remove();
        if (_failure is not null)
            SetException(_failure);
        else
            SetResult(_response!);
    }

    private void Resume()
    {
        resumptions.Add();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private void RunOutOfTime()
    {
        if (!TryEnd(GivenUp))
            return;
        SetException(new TimeoutException());
    }

    private void Cancel(CancellationToken token)
    {
        if (!TryEnd(GivenUp))
            return;
        SetCanceled(token);
    }

    private bool TryEnd(int end) => Interlocked.CompareExchange(ref _end, end, Waiting) == Waiting;
}
