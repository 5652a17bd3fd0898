using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>The floor: one request at a time on a bare <see cref="ClientWebSocket"/>, its reply looked at with a <see cref="JsonDocument"/>. No client can do less.</summary>
internal sealed class FloorClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[64 * 1024];
    private long _seq;

    public static async Task<FloorClient> ConnectAsync(string authority)
    {
        var client = new FloorClient();
        client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await client._socket.ConnectAsync(new Uri($"ws://{authority}/task/service"), CancellationToken.None);
        await client.CallAsync("auth", "\"auth\":\"KEY\"");
        return client;
    }

    /// <returns>The state in the status.</returns>
    public Task<int> StatusAsync() => CallAsync("rrext_get_task_status", "\"token\":\"tk_bench\"");

    /// <summary>Opens a pipe, writes the bytes, closes it.</summary>
    public async Task SendAsync(byte[] data)
    {
        await CallAsync("rrext_process", "\"subcommand\":\"open\",\"object\":{\"size\":100},\"mimeType\":\"application/octet-stream\",\"token\":\"tk_bench\"");
        await CallAsync("rrext_process", "\"subcommand\":\"write\",\"pipe_id\":0,\"token\":\"tk_bench\"", data);
        await CallAsync("rrext_process", "\"subcommand\":\"close\",\"pipe_id\":0,\"token\":\"tk_bench\"");
    }

    /// <summary>One write of a binary frame that is ready to leave, and its reply.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> frame)
    {
        await _socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        await ReceiveAsync();
    }

    /// <summary>A write with its header, as <see cref="WriteAsync"/> wants it.</summary>
    public static byte[] WriteFrame(byte[] payload) =>
        [.. """{"type":"request","seq":1,"command":"rrext_process","arguments":{"subcommand":"write","pipe_id":0,"token":"tk_bench"}}"""u8, (byte)'\n', .. payload];

    public void Dispose() => _socket.Dispose();

    private async Task<int> CallAsync(string command, string arguments, byte[]? payload = null)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $$$"""{"type":"request","seq":{{{++_seq}}},"command":"{{{command}}}","arguments":{{{{arguments}}}}}""");
        byte[] frame = payload is null ? Encoding.UTF8.GetBytes(text) : [.. Encoding.UTF8.GetBytes(text), (byte)'\n', .. payload];
        await _socket.SendAsync(
            frame.AsMemory(), payload is null ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        return await ReceiveAsync();
    }

    private async Task<int> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += received.Count;
            if (received.EndOfMessage)
                break;
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * length);
        }
        using var reply = JsonDocument.Parse(_buffer.AsMemory(0, length));
        if (!reply.RootElement.GetProperty("success").GetBoolean())
            throw new InvalidOperationException("The server refused.");
        return reply.RootElement.TryGetProperty("body", out var body) && body.TryGetProperty("state", out var state) ? state.GetInt32() : -1;
    }
}
