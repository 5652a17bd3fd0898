using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>An event that a fault struck, about to be sent on a connection.</summary>
internal sealed record EventScene(string Name, JsonObject Body, ConnectionControl Connection)
{
    public MessageSender Sender => Connection.Sender;
}
