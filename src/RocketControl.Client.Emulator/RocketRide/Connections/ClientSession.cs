using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.Framing;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>
/// The life of one WebSocket: a reader, a writer and a keep-alive, and what ends them. It begins before the upgrade is accepted, so that a client that
/// sees itself connected is known here.
/// </summary>
internal sealed class ClientSession
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(10);

    private readonly ServerLife _server;
    private readonly ClientConnection _connection;
    private readonly bool _compresses;
    private readonly AuthenticationGate _gate;
    private readonly RequestDispatcher _dispatcher;
    private readonly Outbox _outbox = new();

    public ClientSession(ServerLife server, ClientConnection connection, bool compresses)
    {
        _server = server;
        _connection = connection;
        _compresses = compresses;
        var sender = new MessageSender(connection, _outbox, compresses) { EventFault = StruckByFault };
        Control = new ConnectionControl(sender, _outbox, new ReadPace(server.Options.TimeProvider));
        connection.Attach(sender);
        _gate = new AuthenticationGate(connection, server.Connections, server.Slots, server.Keys);
        _dispatcher = new RequestDispatcher(server, connection, Control, _gate);
    }

    public ConnectionControl Control { get; }

    private MessageSender Sender => Control.Sender;

    /// <summary>Accepts the upgrade, serves the connection until it is over, and says how TCP is to end.</summary>
    public async Task<ConnectionEnd> RunAsync(HttpContext context, CancellationToken aborted)
    {
        RocketRideEmulatorOptions options = _server.Options;
        try
        {
            using var keepAlive = new KeepAlive(_outbox, options.PingInterval, options.PingTimeout, options.TimeProvider, OnSilence);
            Stream stream = await WebSocketHandshake.AcceptAsync(context, _compresses).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
                return await ServeAsync(stream, keepAlive, aborted).ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Completes once the commands of this connection have ended; only then does the server forget the connection.</summary>
    public Task WhenCommandsEndedAsync() => _dispatcher.WhenEndedAsync();

    private async Task<ConnectionEnd> ServeAsync(Stream stream, KeepAlive keepAlive, CancellationToken aborted)
    {
        var frames = new FrameReader(stream, Control.Pace, _compresses);
        var reader = new MessageReader(frames, _server.Options.MaxMessageBytes);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Task<ConnectionEnd> writing = GuardAsync(_outbox.RunAsync(stream, over.Token));
        Task<ConnectionEnd> reading = GuardAsync(ReadAsync(reader, keepAlive, over.Token));

        ConnectionEnd end = await EndAsync(reading, writing, over.Token).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(writing, reading).ConfigureAwait(false);
        await frames.CompleteAsync().ConfigureAwait(false);
        return end;
    }

    private async Task<ConnectionEnd> EndAsync(Task<ConnectionEnd> reading, Task<ConnectionEnd> writing, CancellationToken over)
    {
        Task<ConnectionEnd> first = await Task.WhenAny(reading, writing).ConfigureAwait(false);
        ConnectionEnd end = await first.ConfigureAwait(false);
        if (end != ConnectionEnd.Closing)
            return end;

        Task<ConnectionEnd> other = first == reading ? writing : reading;
        try
        {
            return await other.WaitAsync(CloseTimeout, _server.Options.TimeProvider, over).ConfigureAwait(false);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return ConnectionEnd.Reset;
        }
    }

    /// <summary>Reads until the closing handshake is over; Finish when the client just went away.</summary>
    private async Task<ConnectionEnd> ReadAsync(MessageReader reader, KeepAlive keepAlive, CancellationToken over)
    {
        try
        {
            while (await reader.ReadAsync(over).ConfigureAwait(false) is { } message)
            {
                if (message.Opcode == WebSocketOpcode.Close)
                {
                    (int code, string reason) = CloseFrame.Read(message.Payload.Span);
                    Sender.Close(code, reason);
                    return ConnectionEnd.Closing;
                }
                if (!Sender.IsClosing)
                    Handle(message, keepAlive);
            }
            return ConnectionEnd.Finish;
        }
        catch (WebSocketViolationException violation)
        {
            Sender.Close(violation.CloseCode);
            if (violation.CloseCode != WebSocketCloseCode.ProtocolError)
                await reader.DiscardUntilCloseAsync(over).ConfigureAwait(false);
            return ConnectionEnd.Closing;
        }
    }

    private void Handle(WebSocketMessage message, KeepAlive keepAlive)
    {
        switch (message.Opcode)
        {
            case WebSocketOpcode.Ping:
                Sender.SendRaw(WebSocketOpcode.Pong, message.Payload.Span);
                break;
            case WebSocketOpcode.Pong:
                keepAlive.OnPong(message.Payload.Span);
                break;
            default:
                _connection.MessagesIn++;
                _connection.LastActivity = _server.Options.TimeProvider.GetUtcNow();
                if (MessageDecoder.Decode(message) is { } decoded)
                    _dispatcher.Dispatch(decoded);
                break;
        }
    }

    private void OnSilence() => Sender.Close(WebSocketCloseCode.InternalError, "keepalive ping timeout");

    private bool StruckByFault(string name, JsonObject body)
    {
        if (_server.Faults.Events.Strike(name) is not { } fault)
            return false;
        try
        {
            fault.Action(new EventScene(name, body, Control));
        }
        catch (Exception mistake)
        {
            // What a test lets a fault do may throw; that must not reach the sender of the event, but its author.
            Sender.Close(WebSocketCloseCode.InternalError, mistake.Message);
        }
        return true;
    }

    /// <summary>A connection that breaks in the middle of something is simply over.</summary>
    private static async Task<ConnectionEnd> GuardAsync(Task<ConnectionEnd> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException or WebSocketViolationException)
        {
            return ConnectionEnd.Finish;
        }
    }
}
