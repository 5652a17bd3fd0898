namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>Hands on, in order, what components say while they work on one object. Disposing of it waits until all that was heard is told.</summary>
internal sealed class PipeListener(RocketRideTransport transport, Run run, Action<SseEvent> onEvent) : IAsyncDisposable
{
    private RocketRideSubscription? _subscription;
    private Task _telling = Task.CompletedTask;

    /// <summary>Begins, when the object's pipe is open and before anything is written to it.</summary>
    public async Task ListenAsync(long pipeId, CancellationToken cancellationToken)
    {
        _subscription = await transport.SubscribeToPipeAsync(run, pipeId, cancellationToken).ConfigureAwait(false);
        _telling = TellAsync(_subscription);
    }

    public async ValueTask DisposeAsync()
    {
        if (_subscription is not null)
            await _subscription.DisposeAsync().ConfigureAwait(false);
        await _telling.ConfigureAwait(false);
    }

    private async Task TellAsync(RocketRideSubscription subscription)
    {
        await foreach (var next in subscription.ReadAllAsync().ConfigureAwait(false))
        {
            if (next is SseEvent told)
                onEvent(told);
        }
    }
}
