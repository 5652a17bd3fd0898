using System.Buffers.Binary;

namespace RocketControl.Client.Emulator.RocketRide.WebSockets;

/// <summary>Pings the client and reports one that does not answer (RocketRide protocol §1.7).</summary>
internal sealed class KeepAlive(Outbox outbox, TimeSpan interval, TimeSpan timeout, TimeProvider timeProvider)
{
    private readonly object _gate = new();
    private TaskCompletionSource? _pong;
    private long _number;

    /// <summary>Pings until the client leaves a ping unanswered for the timeout. Ends by cancellation otherwise.</summary>
    public async Task RunUntilSilentAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(interval, timeProvider, cancellationToken).ConfigureAwait(false);
            if (outbox.IsStalled)
                continue;

            Task pong = ExpectPong();
            Task answered = pong.WaitAsync(timeout, timeProvider, cancellationToken);
            outbox.Enqueue(new OutboundFrame(FrameEncoder.Encode(WebSocketOpcode.Ping, Payload(_number))));
            try
            {
                await answered.ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                if (!outbox.IsStalled)
                    return;
            }
        }
    }

    /// <summary>Takes note of a pong. Only the payload of the ping under way counts.</summary>
    public void OnPong(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (payload.SequenceEqual(Payload(_number)))
                _pong?.TrySetResult();
        }
    }

    private Task ExpectPong()
    {
        lock (_gate)
        {
            _number++;
            _pong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _pong.Task;
        }
    }

    private static byte[] Payload(long number)
    {
        var payload = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(payload, number);
        return payload;
    }
}
