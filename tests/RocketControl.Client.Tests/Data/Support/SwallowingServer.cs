using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data.Support;

/// <summary>Answers every request with success and forgets what came with it, through one small buffer, so that what a client allocates can be measured.</summary>
internal sealed class SwallowingServer : IAsyncDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Task _serving = Task.CompletedTask;
    private int _writes;

    public string Endpoint => _server.Endpoint;

    public long BytesReceived { get; private set; }

    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Serves the one connection that comes.</summary>
    public void Start() => _serving = ServeAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _serving.Soon();
    }

    private async Task ServeAsync()
    {
        var connection = await _server.AcceptAsync();
        var socket = WebSocket.CreateFromStream(await connection.UpgradeAsync(), new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        try
        {
            while (await ReceiveHeaderAsync(socket) is { } answer)
                await socket.SendAsync(answer, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReceiveHeaderAsync(WebSocket socket)
    {
        var result = await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
        if (result.MessageType == WebSocketMessageType.Close)
            return null;
        var first = _buffer.AsSpan(0, result.Count);
        var headerEnd = first.IndexOf((byte)'\n');
        var answer = Answer(headerEnd < 0 ? first : first[..headerEnd]);
        BytesReceived += headerEnd < 0 ? 0 : result.Count - headerEnd - 1;
        while (!result.EndOfMessage)
        {
            result = await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            BytesReceived += result.Count;
        }
        return answer;
    }

    private byte[] Answer(ReadOnlySpan<byte> header)
    {
        var reader = new Utf8JsonReader(header);
        using var request = JsonDocument.ParseValue(ref reader);
        var command = request.RootElement.GetProperty("command").GetString();
        var subcommand = request.RootElement.TryGetProperty("arguments", out var arguments) && arguments.TryGetProperty("subcommand", out var name)
            ? name.GetString()
            : null;
        if (subcommand == "write")
            _writes++;
        var body = (command, subcommand) switch
        {
            ("auth", _) => ScriptedServer.Identity,
            (_, "open") => """{"pipe_id":0}""",
            (_, "close") => """{"name":"swallowed","path":"","objectId":"5b0f7c0e-7a3c-5f1b-9d67-0a4a3a0d9f11"}""",
            ("rrext_get_task_status", _) => SampleRun.Status(3),
            _ => "{}",
        };
        var seq = request.RootElement.GetProperty("seq").GetInt64();
        return Encoding.UTF8.GetBytes($$"""{"type":"response","seq":{{seq}},"request_seq":{{seq}},"command":"{{command}}","success":true,"body":{{body}}}""");
    }
}
