namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Lets one frame at a time onto the channel, in the order of the calls. Whoever finds the channel idle sends, and goes on for those that came in the
/// meantime; nobody else waits for a lock. While other callers are about to go on, the thread pool sends when it has let them: one write for the requests of all takes
/// a fifth off the cost of a call.
/// </summary>
internal sealed class SendQueue(IMessageChannel channel, Resumptions resumptions, Action<Exception> onFailure) : IThreadPoolWorkItem
{
    private readonly Queue<PendingCall> _waiting = new();
    private bool _sending;

    /// <summary>True while a frame is on its way or waits for the channel.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_waiting)
                return _sending;
        }
    }

    public void Send(PendingCall call)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(call);
            if (_sending)
                return;
            _sending = true;
        }
        if (resumptions.Any)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else
            _ = SendWaitingAsync();
    }

    void IThreadPoolWorkItem.Execute() => _ = SendWaitingAsync();

    private async Task SendWaitingAsync()
    {
        while (Claim(isLast: true) is { } first)
        {
            for (var call = first; call is not null;)
            {
                // Claimed before this one is sent: what is said to follow has to.
                var next = Claim(isLast: false);
                try
                {
                    await channel.SendAsync(call.Frame.Written, call.IsBinary, moreFollows: next is not null).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    onFailure(exception);
                }
                call.Frame.Release();
                call = next;
            }
        }
    }

    /// <summary>The next call whose caller still waits; null when there is none, which with <paramref name="isLast"/> ends the sending.</summary>
    private PendingCall? Claim(bool isLast)
    {
        while (true)
        {
            PendingCall? call;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out call))
                {
                    _sending &= !isLast;
                    return null;
                }
            }
            if (call.TryStartSending())
                return call;
            call.Frame.Release();
        }
    }
}
