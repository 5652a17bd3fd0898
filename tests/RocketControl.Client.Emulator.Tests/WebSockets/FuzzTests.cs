using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FuzzTests
{
    private const string Session = """
        {"type":"request","seq":1,"command":"auth","arguments":{"auth":"emulator-key"}}|
        {"type":"request","seq":2,"command":"rrext_ping","arguments":{"data":[1,2.5,null,"é\u0041"]},"token":"tk_x"}|
        {"type":"request","seq":3,"command":"rrext_monitor","arguments":{"token":"*","types":["ALL"]}}|
        {"type":"request","seq":4,"command":"rrext_process","arguments":{"subcommand":"open","token":"tk_x","object":{}}}|
        {"type":"request","seq":5,"command":"execute","arguments":{"pipeline":{"components":[],"source":"a"},"args":[]}}
        """;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Random_bytes_harm_nobody_else(int seed)
    {
        var random = new Random(seed);
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient bystander = await RawClient.LogInAsync(server);

        for (int round = 0; round < 50; round++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            await SendAndLeaveAsync(server, [bytes]);
        }

        Assert.That((bool?)(await bystander.RequestAsync("rrext_ping"))["success"], Is.True);
    }

    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    public async Task Mutated_requests_harm_nobody_else(int seed)
    {
        var random = new Random(seed);
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient bystander = await RawClient.LogInAsync(server);

        for (int round = 0; round < 50; round++)
            await SendAndLeaveAsync(server, [.. Session.Split('|').Select(request => Frame(random, System.Text.Encoding.UTF8.GetBytes(request.Trim())))]);

        Assert.That((bool?)(await bystander.RequestAsync("rrext_ping"))["success"], Is.True);
    }

    private static byte[] Frame(Random random, byte[] request)
    {
        for (int i = random.Next(0, 4); i > 0; i--)
            request[random.Next(request.Length)] = (byte)random.Next(0x20, 0x7F);
        return ClientFrame.Encode(random.Next(2) == 0 ? WebSocketOpcode.Text : WebSocketOpcode.Binary, request);
    }

    private static async Task SendAndLeaveAsync(RocketRideEmulator server, IEnumerable<byte[]> packets)
    {
        RawClient client = await RawClient.ConnectAsync(server);
        try
        {
            foreach (byte[] packet in packets)
                await client.SendBytesAsync(packet);
            await client.CloseAsync();
        }
        catch (IOException)
        {
            // The server has had enough of it.
        }
        await client.EndAsync();
        await client.DisposeAsync();
    }
}
