using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.Faults;

/// <summary>A fault for events of one name, counted over all connections. The methods that name what goes wrong set the fault up.</summary>
public sealed class EventFaultBuilder : FaultBuilder<EventFaultBuilder>
{
    private readonly FaultBook<string, Action<EventScene>> _faults;
    private readonly Predicate<string> _matches;

    internal EventFaultBuilder(FaultBook<string, Action<EventScene>> faults, Predicate<string> matches)
    {
        _faults = faults;
        _matches = matches;
    }

    /// <summary>The event is lost.</summary>
    public InjectedFault Swallow() => Add(_ => { });

    /// <summary>The event comes more than once.</summary>
    public InjectedFault Duplicate(int times = 2) => Add(scene =>
    {
        for (int i = 0; i < times; i++)
            scene.Sender.SendUnharmed(scene.Name, scene.Body);
    });

    /// <summary>The event's JSON is changed before it is sent. The event is an object with the members of RocketRide protocol §2.1.</summary>
    public InjectedFault Rewrite(Action<JsonObject> rewrite) => Add(scene => scene.Sender.SendUnharmed(scene.Name, scene.Body, rewrite));

    /// <summary>A value of the event's body, named by its path such as <c>metrics.cpu_percent</c>, is a bare NaN, which is not JSON.</summary>
    public InjectedFault PutNaN(string path) => Rewrite(message => JsonMembers.PutNaN(message, path));

    /// <summary>A text frame with this text comes instead of the event, be it JSON or not.</summary>
    public InjectedFault ReplaceWithText(string text) => Add(scene => scene.Sender.SendRaw(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text)));

    /// <summary>The connection drops instead of the event.</summary>
    public InjectedFault DropConnection(ConnectionDrop drop = ConnectionDrop.Reset) => Add(scene => scene.Connection.Drop(drop));

    private InjectedFault Add(Action<EventScene> action)
    {
        InjectedFault handle = InjectedFault.Create();
        _faults.Add(new FaultTarget<string>(_matches, Skipped, Count), action, handle);
        return handle;
    }
}
