using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Wire;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>A peer without sockets that does what a test tells it.</summary>
internal sealed class ScriptedServer : IWireConnector
{
    private readonly Dictionary<string, Action<ScriptedConnection, JsonObject>> _handlers = [];

    public List<ScriptedConnection> Connections { get; } = [];

    /// <summary>What upgrades are answered with.</summary>
    public int Status { get; set; } = 101;

    /// <summary>Says what happens when a command comes.</summary>
    public ScriptedServer On(string command, Action<ScriptedConnection, JsonObject> handler)
    {
        _handlers[command] = handler;
        return this;
    }

    public Task<(IWireConnection? Connection, int Status)> ConnectAsync(string path)
    {
        if (Status != 101)
            return Task.FromResult<(IWireConnection?, int)>((null, Status));

        var connection = new ScriptedConnection(this);
        Connections.Add(connection);
        return Task.FromResult<(IWireConnection?, int)>((connection, Status));
    }

    public void Handle(ScriptedConnection connection, byte[] bytes)
    {
        JsonObject request = JsonNode.Parse(Encoding.UTF8.GetString(bytes))!.AsObject();
        if (_handlers.TryGetValue(request["command"]!.GetValue<string>(), out Action<ScriptedConnection, JsonObject>? handler))
            handler(connection, request);
    }
}
