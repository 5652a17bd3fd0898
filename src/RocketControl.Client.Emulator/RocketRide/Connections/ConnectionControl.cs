using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>What faults can do to a connection.</summary>
internal sealed class ConnectionControl(MessageSender sender, Outbox outbox, ReadPace pace)
{
    private const int NoCloseFrame = 1006;

    public MessageSender Sender { get; } = sender;

    public ReadPace Pace { get; } = pace;

    /// <summary>Sends nothing any more, not even pongs and close frames; what is sent waits for <see cref="Resume"/>.</summary>
    public void Stall() => outbox.Stall();

    public void Resume()
    {
        outbox.Resume();
        Pace.Resume();
    }

    public void Drop(ConnectionDrop drop) => Sender.End(EndOf(drop));

    /// <summary>Sends half of the reply's frame and drops.</summary>
    public void DropInside(PendingReply reply, ConnectionDrop drop) => Sender.SendHalf(reply, EndOf(drop));

    /// <summary>Closes with this code; 1006, which no close frame may carry, drops the connection with FIN.</summary>
    public void Close(int code, string reason)
    {
        if (code == NoCloseFrame)
            Drop(ConnectionDrop.Finish);
        else
            Sender.Close(code, reason);
    }

    private static ConnectionEnd EndOf(ConnectionDrop drop) => drop == ConnectionDrop.Reset ? ConnectionEnd.Reset : ConnectionEnd.Finish;
}
