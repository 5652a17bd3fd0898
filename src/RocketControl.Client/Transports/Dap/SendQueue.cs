namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Lets one frame at a time onto the channel, in the order of the calls. Whoever finds the channel idle sends, and goes on for those that came in the
/// meantime; nobody else waits for a lock.
/// </summary>
internal sealed class SendQueue(IMessageChannel channel, Action<Exception> onFailure)
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
        _ = SendWaitingAsync();
    }

    private async Task SendWaitingAsync()
    {
        while (Next() is { } call)
        {
            if (!call.TryStartSending())
            {
                call.Frame.Release();
                continue;
            }
            try
            {
                await channel.SendAsync(call.Frame.Written, call.IsBinary).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                onFailure(exception);
            }
            call.Frame.Release();
        }
    }

    private PendingCall? Next()
    {
        lock (_waiting)
        {
            if (_waiting.TryDequeue(out var call))
                return call;
            _sending = false;
            return null;
        }
    }
}
