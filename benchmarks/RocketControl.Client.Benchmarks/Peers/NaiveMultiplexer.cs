using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>What one writes in an afternoon: a semaphore around the socket, a dictionary of completion sources, a loop that reads, a serializer.</summary>
internal sealed class NaiveMultiplexer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<StatusReply>> _pending = new();
    private Task _reading = Task.CompletedTask;
    private long _seq;

    public static async Task<NaiveMultiplexer> ConnectAsync(string authority)
    {
        var client = new NaiveMultiplexer();
        await client._socket.ConnectAsync(new Uri($"ws://{authority}/task/service"), CancellationToken.None);
        client._reading = client.ReadAsync();
        await client.CallAsync("auth", "\"auth\":\"KEY\"");
        return client;
    }

    public Task<StatusReply> StatusAsync() => CallAsync("rrext_get_task_status", "\"token\":\"tk_bench\"");

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _turn.Dispose();
    }

    private async Task<StatusReply> CallAsync(string command, string arguments)
    {
        var seq = Interlocked.Increment(ref _seq);
        var reply = new TaskCompletionSource<StatusReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[seq] = reply;
        var frame = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$$"""{"type":"request","seq":{{{seq}}},"command":"{{{command}}}","arguments":{{{{arguments}}}}}"""));
        await _turn.WaitAsync();
        try
        {
            await _socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
        return await reply.Task;
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += received.Count;
            }
            while (!received.EndOfMessage);
            var reply = JsonSerializer.Deserialize(buffer.AsSpan(0, length), PeerJson.Default.StatusReply)!;
            if (_pending.TryRemove(reply.RequestSeq, out var waiting))
                waiting.SetResult(reply);
        }
    }
}
