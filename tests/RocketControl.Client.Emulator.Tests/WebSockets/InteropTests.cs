using System.Net.WebSockets;
using System.Text;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class InteropTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task The_frameworks_client_connects_talks_and_closes(bool compresses)
    {
        using var limit = new CancellationTokenSource(RawClient.Deadline);
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        using var client = new ClientWebSocket();
        client.Options.DangerousDeflateOptions = compresses ? new WebSocketDeflateOptions() : null;
        await client.ConnectAsync(server.WebSocketEndpoint, limit.Token);

        byte[] probe = Encoding.UTF8.GetBytes($$"""{"type":"request","seq":"{{new string('x', 100_000)}}","command":"rrext_public_probe"}""");
        await client.SendAsync(probe, WebSocketMessageType.Text, true, limit.Token);
        string reply = await ReceiveAsync(client, limit.Token);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", limit.Token);

        Assert.That(reply, Does.Contain("\"success\":true").And.Length.GreaterThan(100_000));
        Assert.That((client.State, client.CloseStatus), Is.EqualTo((WebSocketState.Closed, WebSocketCloseStatus.NormalClosure)));
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[8192];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await client.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return Encoding.UTF8.GetString(message.ToArray());
    }
}
