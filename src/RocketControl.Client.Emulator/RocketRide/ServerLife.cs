using System.Net;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>The server from one start to its stop: the connections and everything that a restart forgets.</summary>
internal sealed class ServerLife : IAsyncDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly OpenSessions _sessions = new();
    private int _lastConnectionId;

    public ServerLife(RocketRideEmulatorOptions options)
    {
        Options = options;
        Keys = new KeyVerifier(options.ApiKey, new NoTaskKeys());
        SessionCommands.Register(Commands);
    }

    public RocketRideEmulatorOptions Options { get; }

    public ConnectionRegistry Connections { get; } = new();

    public UnauthenticatedSlots Slots { get; } = new();

    public CommandTable Commands { get; } = new();

    public KeyVerifier Keys { get; }

    /// <summary>Cancelled when the server stops: what still runs is given up.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public int ConnectionCount => _sessions.Count;

    /// <summary>Upgrades the request and serves the connection to its end.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        IPAddress address = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (Stopping.IsCancellationRequested || !Slots.TryTake(address))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var connection = new ClientConnection(Interlocked.Increment(ref _lastConnectionId), address, Options.TimeProvider.GetUtcNow());
        MessageCompression? compression = MessageCompression.Agree(context.Request.Headers.SecWebSocketExtensions);
        Stream stream = await WebSocketHandshake.AcceptAsync(context, compression).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var session = new ClientSession(this, connection, stream, compression);
            Connections.Add(connection);
            Task<ConnectionEnd> running = _sessions.RunAsync(session, _aborting.Token);
            ConnectionEnd end = await running.ConfigureAwait(false);
            _ = ForgetAsync(session, connection);
            if (end == ConnectionEnd.Reset)
                context.Abort();
        }
    }

    /// <summary>Closes every connection with 1012 and gives up whatever still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _sessions.ForEach(session => session.Sender.Close(WebSocketCloseCode.ServiceRestart));
        await _sessions.WhenEmptyAsync(StopGrace).ConfigureAwait(false);
        await _aborting.CancelAsync().ConfigureAwait(false);
        await _sessions.WhenEmptyAsync(StopGrace).ConfigureAwait(false);
    }

    private async Task ForgetAsync(ClientSession session, ClientConnection connection)
    {
        await session.WhenCommandsEndedAsync().ConfigureAwait(false);
        Connections.Remove(connection);
    }

    private sealed class NoTaskKeys : IKeyResolver
    {
        public ClientIdentity? Resolve(string key) => null;
    }
}
