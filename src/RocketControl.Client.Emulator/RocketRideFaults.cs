using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator;

/// <summary>
/// Faults that the emulator injects on purpose. <c>On…</c> sets one up for what is to come, the others strike at once. Faults outlive
/// <see cref="RocketRideEmulator.RestartAsync"/>.
/// </summary>
/// <example>
/// <code>
/// server.Faults.On("execute").Once().DropAfterExecuting();
/// server.Faults.OnUpgrade().Times(2).RefuseWith(503);
/// server.Faults.OnHttp("POST", "/task").Once().DropAfterExecuting();
/// Hold close = server.Faults.On("rrext_process", "close").Once().HoldReply();
/// </code>
/// </example>
public sealed class RocketRideFaults
{
    private readonly Func<IEnumerable<ConnectionControl>> _connections;

    internal RocketRideFaults(Func<IEnumerable<ConnectionControl>> connections) => _connections = connections;

    /// <summary>Faults of the tasks and their pipes.</summary>
    public RocketRideTaskFaults Tasks { get; } = new();

    internal FaultBook<RequestSubject, RequestFault> Requests { get; } = new();

    internal FaultBook<string, Action<EventScene>> Events { get; } = new();

    internal FaultBook<string, UpgradeFault> Upgrades { get; } = new();

    internal FaultBook<HttpSubject, HttpFault> Http { get; } = new();

    /// <summary>A fault for the requests of a command, <c>auth</c> included.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="subcommand">Only requests with this <c>arguments.subcommand</c>; null for all.</param>
    public RequestFaultBuilder On(string command, string? subcommand = null) =>
        new(Requests, subject => subject.Command == command && (subcommand is null || subject.Subcommand == subcommand));

    /// <summary>A fault for every request, whatever its command.</summary>
    public RequestFaultBuilder OnAnyRequest() => new(Requests, _ => true);

    /// <summary>A fault for the events of a name, such as <c>apaevt_status_update</c>.</summary>
    public EventFaultBuilder OnEvent(string name) => new(Events, subject => subject == name);

    /// <summary>A fault for WebSocket upgrades on the right path.</summary>
    public UpgradeFaultBuilder OnUpgrade() => new(Upgrades);

    /// <summary>A fault for HTTP requests. Commands that they execute inside the server are not struck by <see cref="On"/>.</summary>
    /// <param name="method">Only requests with this method; null for all.</param>
    /// <param name="pathPrefix">Only requests whose path starts with this.</param>
    public HttpFaultBuilder OnHttp(string? method = null, string pathPrefix = "/") => new(
        Http,
        subject => (method is null || subject.Method == method) && subject.Path.StartsWith(pathPrefix, StringComparison.Ordinal));

    /// <summary>Refuses the next logins with this text and closes their connections, as the server does with a wrong key.</summary>
    public InjectedFault RefuseLogins(string message = "Invalid API key", int times = 1) =>
        On(AuthenticationGate.LogInCommand).Times(times).FailWith(message, thenClose: true);

    /// <summary>Drops every open connection without a close frame.</summary>
    public void DropConnections(ConnectionDrop drop = ConnectionDrop.Reset) => ForEach(connection => connection.Drop(drop));

    /// <summary>Closes every open connection with this code; 1006 drops them with FIN.</summary>
    public void CloseConnections(int code, string reason = "") => ForEach(connection => connection.Close(code, reason));

    /// <summary>Sends nothing more on the connections open now: no replies, events, pings, pongs or close frames. What is sent waits.</summary>
    public void StallConnections() => ForEach(connection => connection.Stall());

    /// <summary>Reads nothing more from the connections open now.</summary>
    public void StopReading() => ForEach(connection => connection.Pace.Pause());

    /// <summary>Reads slowly from the connections open now.</summary>
    public void ReadSlowly(int bytesPerSecond) => ForEach(connection => connection.Pace.Limit(bytesPerSecond));

    /// <summary>Ends what the last three did: reads freely, and sends what has been waiting.</summary>
    public void ResumeConnections() => ForEach(connection => connection.Resume());

    /// <summary>Sends this many events at once on every open connection, logged in or not.</summary>
    public void Flood(int events, string name = "apaevt_status_message") => ForEach(connection => connection.Sender.Flood(events, name));

    /// <summary>Sends an event on every open connection, logged in or not; <c>apaext_account</c>, for instance, comes unsolicited.</summary>
    public void PushEvent(string name, JsonObject body) => ForEach(connection => connection.Sender.SendUnharmed(name, body.DeepClone().AsObject()));

    /// <summary>Sends a text frame with this text on every open connection, be it JSON or not.</summary>
    public void PushText(string text) => ForEach(connection => connection.Sender.SendRaw(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes these bytes to the socket of every open connection, past all framing.</summary>
    public void PushBytes(ReadOnlyMemory<byte> bytes) => ForEach(connection => connection.Sender.SendBytes(bytes));

    /// <summary>Takes back every fault that was set up and releases whatever is held. Connections that are stalled or read slowly stay so.</summary>
    public void Clear()
    {
        Requests.Clear();
        Events.Clear();
        Upgrades.Clear();
        Http.Clear();
    }

    private void ForEach(Action<ConnectionControl> action)
    {
        foreach (ConnectionControl connection in _connections())
            action(connection);
    }
}
