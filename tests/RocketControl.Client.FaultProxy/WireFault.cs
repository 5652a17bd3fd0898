namespace RocketControl.Client.Tests.Wire;

/// <summary>Something that the proxy does instead of relaying what is left of a unit.</summary>
/// <param name="name">What happens, for people.</param>
/// <param name="act">Does it.</param>
public sealed class WireFault(string name, Func<WireScene, Task> act)
{
    /// <summary>Both sides are reset.</summary>
    public static WireFault Reset { get; } = new("reset", scene => Do(scene.Connection.Reset));

    /// <summary>Both sides are ended in an orderly way, without a word at any higher level.</summary>
    public static WireFault Finish { get; } = new("ended", scene => Do(scene.Connection.Finish));

    /// <summary>The client's side is half-closed; what the client sends still arrives.</summary>
    public static WireFault HalfClose { get; } = new("half-closed", scene => Do(scene.Connection.HalfClose));

    /// <summary>The server is started anew: every connection is reset, and the next one works.</summary>
    public static WireFault Restart { get; } = new("started anew", scene => Do(scene.Connection.Proxy.ResetAll));

    /// <summary>The server goes away: every connection is reset, and each new one, until <see cref="FaultProxy.Return"/>.</summary>
    public static WireFault Leave { get; } = new("away", scene => Do(scene.Connection.Proxy.Leave));

    /// <summary>Nothing is relayed any more, in either direction, but the connection stays.</summary>
    public static WireFault Stall { get; } = new("stalled", scene => Do(scene.Connection.Stall));

    /// <summary>What is left of the unit gets lost; everything else is relayed.</summary>
    public static WireFault Swallow { get; } = new("lost", _ => Task.CompletedTask);

    /// <summary>It comes, but byte by byte.</summary>
    public static WireFault Split { get; } = new("split into single bytes", async scene =>
    {
        for (var i = 0; i < scene.Rest.Length; i++)
            await scene.ForwardAsync(scene.Rest.Slice(i, 1));
    });

    /// <summary>It comes twice.</summary>
    public static WireFault Duplicate { get; } = new("doubled", async scene =>
    {
        await scene.ForwardAsync(scene.Rest);
        await scene.ForwardAsync(scene.Unit.Bytes);
    });

    /// <summary>It comes in one segment with other frames before and behind it.</summary>
    public static WireFault Merge { get; } = new("merged with other frames", scene => scene.ForwardAsync((byte[])
        [.. WireFrames.Ping, .. WireFrames.Event, .. scene.Rest.Span, .. WireFrames.Event, .. WireFrames.Ping]));

    /// <summary>A WebSocket message comes in frames of eight bytes, with pings between them.</summary>
    public static WireFault Fragment { get; } = new("fragmented", scene => scene.ForwardAsync(WireFrames.Fragmented(scene.Unit.Bytes.Span)));

    /// <summary>Ten thousand events come before it.</summary>
    public static WireFault Flood { get; } = new("behind a flood of events", async scene =>
    {
        for (var i = 0; i < 100; i++)
            await scene.ForwardAsync(WireFrames.HundredEvents);
        await scene.ForwardAsync(scene.Rest);
    });

    /// <summary>Its content is unreadable, its frame or head is not.</summary>
    public static WireFault GarbleContent { get; } = new("garbled", scene => scene.ForwardAsync(WireFrames.GarbledContent(scene.Unit, scene.Rest)));

    /// <summary>Its frame or head itself breaks the protocol.</summary>
    public static WireFault GarbleHead { get; } = new("against the protocol", scene => scene.ForwardAsync(WireFrames.GarbledHead(scene.Unit)));

    /// <summary>What is left of it is not relayed until somebody releases it.</summary>
    public static WireFault Delay { get; } = new("late", async scene =>
    {
        await scene.Released;
        await scene.ForwardAsync(scene.Rest);
    });

    /// <inheritdoc/>
    public override string ToString() => name;

    /// <summary>The client is sent a close frame and the end of the connection.</summary>
    /// <param name="code">The close code.</param>
    public static WireFault CloseWith(int code) => new($"closed with {code}", async scene =>
    {
        await scene.TellClientAsync(WireFrames.Close(code));
        scene.Connection.Finish();
    });

    /// <summary>The client is sent a message of that many bytes.</summary>
    /// <param name="bytes">Its length.</param>
    public static WireFault Replace(int bytes) => new("a huge frame", scene => scene.TellClientAsync(WireFrames.Text(new string(' ', bytes))));

    /// <summary>The client is sent these bytes and the end of the connection.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="bytes">The bytes.</param>
    public static WireFault Answer(string name, ReadOnlyMemory<byte> bytes) => new(name, async scene =>
    {
        await scene.TellClientAsync(bytes);
        scene.Connection.Finish();
    });

    /// <summary>The client is sent an HTTP answer and the end of the connection.</summary>
    /// <param name="status">The status.</param>
    /// <param name="headers">More headers, each with its line end.</param>
    /// <param name="body">The body.</param>
    public static WireFault AnswerStatus(int status, string headers = "", string body = "") => Answer(
        $"HTTP {status}", System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 {status} Fault\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));

    internal Task ActAsync(WireScene scene) => act(scene);

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
