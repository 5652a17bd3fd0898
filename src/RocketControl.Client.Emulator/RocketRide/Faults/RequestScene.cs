using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>A request that a fault struck: its reply, its connection, and how many requests the fault struck before.</summary>
internal sealed record RequestScene(
    PendingReply Reply, int Index, ConnectionControl Connection, TimeProvider TimeProvider, CancellationToken ServerStopping)
{
    public MessageSender Sender => Connection.Sender;

    public void SendReply() => Sender.Send(Reply);

    public Task DelayAsync(TimeSpan delay) => Task.Delay(delay, TimeProvider, ServerStopping);
}
