using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Wire;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

/// <summary>A connection to a <see cref="ScriptedServer"/>.</summary>
internal sealed class ScriptedConnection(ScriptedServer server) : IWireConnection
{
    private readonly List<ReceivedMessage> _queued = [];
    private int _sequence;

    public ReceivedClose? Closed { get; private set; }

    /// <summary>What the client sent.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Sends a frame to the client.</summary>
    public void Send(string json)
    {
        JsonObject frame = JsonNode.Parse(json)!.AsObject();
        frame["seq"] = ++_sequence;
        _queued.Add(new ReceivedMessage(false, Encoding.UTF8.GetBytes(frame.ToJsonString())));
    }

    public void Close(int code) => Closed = new ReceivedClose(code, "");

    public IReadOnlyList<ReceivedMessage> TakeReceived()
    {
        ReceivedMessage[] taken = [.. _queued];
        _queued.Clear();
        return taken;
    }

    public Task SendAsync(bool binary, byte[] bytes, int fragments)
    {
        Sent.Add(Encoding.UTF8.GetString(bytes));
        server.Handle(this, bytes);
        return Task.CompletedTask;
    }

    public Task SendHugeAsync(long bytes)
    {
        Close(1009);
        return Task.CompletedTask;
    }

    public Task FenceAsync() => Task.CompletedTask;

    public Task CloseAsync(int code, string reason)
    {
        Closed ??= new ReceivedClose(code, reason);
        return Task.CompletedTask;
    }

    public void Cut() => Closed = ReceivedClose.Cut;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
