using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>
/// A client that sends exactly the bytes that a test wants and does nothing on its own but answer pings. Every wait ends after <see cref="Deadline"/>
/// with a <see cref="TimeoutException"/>. For one reader at a time.
/// </summary>
internal sealed class RawClient : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private readonly FrameStream _frames;
    private readonly List<JsonObject> _unread = [];
    private int _sequence;

    private RawClient(Socket socket, FrameStream frames)
    {
        _socket = socket;
        _frames = frames;
    }

    /// <summary>Whether the server's pings are answered while the client reads; true by default.</summary>
    public bool AnswersPings { get; set; } = true;

    /// <summary>The response head of the upgrade.</summary>
    public required string UpgradeResponse { get; init; }

    /// <summary>Events that came while <see cref="ReplyToAsync"/> waited for a reply, in wire order.</summary>
    public List<JsonObject> Events { get; } = [];

    /// <exception cref="UpgradeRefusedException">The server refused the upgrade.</exception>
    public static async Task<RawClient> ConnectAsync(RocketRideEmulator server, string path = "/task/service", string headers = "")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync("127.0.0.1", server.Endpoint.Port).WaitAsync(Deadline);
            var frames = new FrameStream(new NetworkStream(socket));
            string response = await frames.UpgradeAsync(path, server.Endpoint.Authority, headers).WaitAsync(Deadline);
            int status = int.Parse(response.AsSpan(9, 3));
            return status == 101
                ? new RawClient(socket, frames) { UpgradeResponse = response }
                : throw new UpgradeRefusedException(status, response);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects and logs in with the server's key.</summary>
    public static async Task<RawClient> LogInAsync(RocketRideEmulator server, string? key = null)
    {
        RawClient client = await ConnectAsync(server);
        JsonObject reply = await client.RequestAsync("auth", new() { ["auth"] = key ?? server.ApiKey, ["clientName"] = "raw", ["clientVersion"] = "0" });
        return (bool)reply["success"]! ? client : throw new InvalidOperationException($"The login was refused: {reply["message"]}");
    }

    public Task SendTextAsync(string text) => SendFrameAsync(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text));

    public Task SendBinaryAsync(string header, ReadOnlySpan<byte> payload) =>
        SendFrameAsync(WebSocketOpcode.Binary, [.. Encoding.UTF8.GetBytes(header), (byte)'\n', .. payload]);

    public Task SendFrameAsync(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool final = true, int reservedBits = 0, bool masked = true) =>
        _frames.WriteAsync(ClientFrame.Encode(opcode, payload, final, reservedBits, masked)).WaitAsync(Deadline);

    /// <summary>Writes bytes as they are, past any framing.</summary>
    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => _frames.WriteAsync(bytes).WaitAsync(Deadline);

    public Task CloseAsync(int code = 1000) => SendFrameAsync(WebSocketOpcode.Close, [(byte)(code >> 8), (byte)code]);

    /// <summary>Sends a request with the next <c>seq</c> and returns that.</summary>
    public async Task<int> SendAsync(string command, JsonObject? arguments = null, byte[]? data = null)
    {
        int sequence = Interlocked.Increment(ref _sequence);
        var request = new JsonObject { ["type"] = "request", ["seq"] = sequence, ["command"] = command };
        if (arguments is not null)
            request["arguments"] = arguments;
        await (data is null ? SendTextAsync(request.ToJsonString()) : SendBinaryAsync(request.ToJsonString(), data));
        return sequence;
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public async Task<JsonObject> RequestAsync(string command, JsonObject? arguments = null, byte[]? data = null) =>
        await ReplyToAsync(await SendAsync(command, arguments, data));

    /// <summary>The reply with this <c>request_seq</c>. Events before it go to <see cref="Events"/>; other replies are kept for later calls.</summary>
    public Task<JsonObject> ReplyToAsync(int sequence) => ReadReplyAsync(sequence).WaitAsync(Deadline);

    /// <summary>The next text message as JSON.</summary>
    public async Task<JsonObject> NextAsync() => (await NextFrameAsync()).Json;

    /// <summary>The next event of this name; events of other names go to <see cref="Events"/>, replies are kept.</summary>
    public Task<JsonObject> NextEventAsync(string name) => ReadEventAsync(name).WaitAsync(Deadline);

    /// <summary>The next frame that is no ping.</summary>
    /// <exception cref="EndOfStreamException">The server ended the connection with FIN.</exception>
    /// <exception cref="IOException">The server ended the connection with RST.</exception>
    public Task<ReceivedFrame> NextFrameAsync() => ReadFrameAsync().WaitAsync(Deadline);

    /// <summary>The next frame, pings included; a ping is not answered.</summary>
    public Task<ReceivedFrame> NextFrameOrPingAsync() => _frames.ReadAsync().WaitAsync(Deadline);

    /// <summary>Reads up to the server's close frame; everything before it is thrown away.</summary>
    public Task<ReceivedFrame> CloseFrameAsync() => ReadCloseAsync().WaitAsync(Deadline);

    /// <summary>How the server ends the connection; frames before the end are thrown away.</summary>
    public Task<TcpEnd> EndAsync() => ReadEndAsync().WaitAsync(Deadline);

    /// <summary>All bytes up to the end, past any framing, after checking how the connection ends.</summary>
    public async Task<byte[]> RemainingBytesAsync(TcpEnd expectedEnd)
    {
        (byte[] bytes, TcpEnd end) = await _frames.ReadToEndAsync().WaitAsync(Deadline);
        Assert.That(end, Is.EqualTo(expectedEnd));
        return bytes;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return _frames.DisposeAsync();
    }

    private async Task<JsonObject> ReadReplyAsync(int sequence)
    {
        while (true)
        {
            if (_unread.Find(reply => reply["request_seq"]?.ToJsonString() == sequence.ToString()) is { } found)
            {
                _unread.Remove(found);
                return found;
            }
            Keep((await ReadFrameAsync()).Json);
        }
    }

    private async Task<JsonObject> ReadEventAsync(string name)
    {
        while (true)
        {
            JsonObject message = (await ReadFrameAsync()).Json;
            if ((string?)message["event"] == name)
                return message;
            Keep(message);
        }
    }

    private async Task<ReceivedFrame> ReadFrameAsync()
    {
        while (true)
        {
            ReceivedFrame frame = await _frames.ReadAsync();
            if (frame.Opcode != WebSocketOpcode.Ping)
                return frame;
            if (AnswersPings)
                await SendFrameAsync(WebSocketOpcode.Pong, frame.Payload);
        }
    }

    private async Task<ReceivedFrame> ReadCloseAsync()
    {
        ReceivedFrame frame;
        do
            frame = await ReadFrameAsync();
        while (frame.Opcode != WebSocketOpcode.Close);
        return frame;
    }

    private async Task<TcpEnd> ReadEndAsync()
    {
        try
        {
            while (true)
                await ReadFrameAsync();
        }
        catch (EndOfStreamException)
        {
            return TcpEnd.Finished;
        }
        catch (IOException)
        {
            return TcpEnd.Reset;
        }
    }

    private void Keep(JsonObject message) => ((string?)message["type"] == "event" ? Events : _unread).Add(message);
}
