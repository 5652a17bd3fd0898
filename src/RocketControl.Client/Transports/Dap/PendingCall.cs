namespace RocketControl.Client.Transports.Dap;

/// <summary>A request between its creation and its reply. Whether it was sent is decided exactly once.</summary>
internal sealed class PendingCall(long seq, string command, bool isBinary, FrameBuffer frame)
    : TaskCompletionSource<DapResponse>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private const int Queued = 0;
    private const int Sending = 1;
    private const int Withdrawn = 2;

    private int _state;
    private ITimer? _deadline;
    private CancellationTokenRegistration _cancellation;

    public long Seq => seq;

    public string Command => command;

    public bool IsBinary => isBinary;

    public FrameBuffer Frame => frame;

    /// <summary>Takes a successful reply that comes after the caller gave up.</summary>
    public Action<DapResponse>? OnLateReply { get; init; }

    /// <summary>True when the caller stopped waiting: the deadline passed or the token was cancelled.</summary>
    public bool IsGivenUp => Task.IsCanceled || Task.Exception?.InnerException is TimeoutException;

    /// <summary>Ends the call with a <see cref="TimeoutException"/> when there is no reply in time, and when the token is cancelled.</summary>
    public void Limit(TimeSpan deadline, TimeProvider time, CancellationToken cancellationToken)
    {
        _deadline = time.CreateTimer(static call => ((PendingCall)call!).TrySetException(new TimeoutException()), this, deadline, Timeout.InfiniteTimeSpan);
        _cancellation = cancellationToken.UnsafeRegister(static (call, token) => ((PendingCall)call!).TrySetCanceled(token), this);
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

    public void Fail(DapBreak reason) => TrySetException(new DapCallException(
        DapCallFailure.ConnectionLost, reason.Description, wasSent: !TryWithdraw(), reason.Cause)
    {
        LossReason = reason.Reason,
    });
}
