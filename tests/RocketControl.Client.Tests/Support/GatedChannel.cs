using System.Collections.Concurrent;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Support;

/// <summary>A channel whose sends wait while the gate is shut, as on a network that takes nothing, and that can be made to fail.</summary>
internal sealed class GatedChannel(IMessageChannel inner, TimeProvider time) : IMessageChannel
{
    private readonly SemaphoreSlim _begun = new(0);
    private TaskCompletionSource _gate = Open();
    private int _sending;

    public ConcurrentQueue<byte[]> Sent { get; } = new();

    public int MostSendsAtOnce { get; private set; }

    /// <summary>What the next sends fail with; null for success.</summary>
    public Exception? SendFailure { get; set; }

    /// <summary>When a send last began or went on; a test moves it to show progress.</summary>
    public long LastSent { get; set; }

    public long LastReceived => inner.LastReceived;

    public void Shut() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.TrySetResult();

    /// <summary>Waits until one more send has begun.</summary>
    public Task WhenSendBegunAsync() => _begun.WaitAsync().Soon();

    public async ValueTask SendAsync(Memory<byte> message, bool isBinary, bool moreFollows)
    {
        MostSendsAtOnce = Math.Max(MostSendsAtOnce, Interlocked.Increment(ref _sending));
        LastSent = time.GetTimestamp();
        _begun.Release();
        await _gate.Task;
        Interlocked.Decrement(ref _sending);
        if (SendFailure is { } failure)
            throw failure;
        Sent.Enqueue(message.ToArray());
        await inner.SendAsync(message, isBinary, moreFollows);
    }

    public ValueTask<ReceivedMessage> ReceiveAsync() => inner.ReceiveAsync();

    public async ValueTask CloseOutputAsync()
    {
        await _gate.Task;
        await inner.CloseOutputAsync();
    }

    public void Abort()
    {
        SendFailure ??= new IOException("The channel was aborted.");
        Release();
        inner.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        _begun.Dispose();
        await inner.DisposeAsync();
    }

    private static TaskCompletionSource Open()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
