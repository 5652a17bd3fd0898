using System.Net;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.RocketRide.Account;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Deployments;
using RocketControl.Client.Emulator.RocketRide.Faults;
using RocketControl.Client.Emulator.RocketRide.Http;
using RocketControl.Client.Emulator.RocketRide.Store;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>The server from one start to its stop: the connections and everything that a restart forgets.</summary>
internal sealed class ServerLife : IAsyncDisposable
{
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly OpenSessions _sessions = new();
    private readonly Engine _engine;
    private int _lastConnectionId;

    public ServerLife(RocketRideEmulatorOptions options, RocketRideFaults faults, RequestLedger ledger, ServerDisk disk)
    {
        Options = options;
        Faults = faults;
        Ledger = ledger;
        _engine = new Engine(options, faults.Tasks, Connections, disk.Environment);
        Keys = new KeyVerifier(disk.Environment, _engine.Keys);
        SessionCommands.Register(Commands);
        Commands.Add("rrext_store", new StoreCommand(disk.Files, Connections).HandleAsync);
        new DeployCommands(disk.Deployments, options.TimeProvider).Register(Commands);
        new AccountCommands(disk.Environment).Register(Commands);
        _engine.RegisterCommands(Commands);
        Http = new HttpApi(this);
    }

    public RocketRideEmulatorOptions Options { get; }

    public RocketRideTimings Timings
    {
        set => _engine.Timings = value;
    }

    public RocketRideFaults Faults { get; }

    public RequestLedger Ledger { get; }

    public ConnectionRegistry Connections { get; } = new();

    public UnauthenticatedSlots Slots { get; } = new();

    public CommandTable Commands { get; } = new();

    public KeyVerifier Keys { get; }

    public HttpApi Http { get; }

    /// <summary>Cancelled when the server stops: what still runs is given up.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The sessions whose sockets are open.</summary>
    public IReadOnlyCollection<ClientSession> Sessions => _sessions.Snapshot();

    /// <summary>Upgrades the request, unless a fault or a limit is against it, and serves the connection to its end.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (!await PassesFaultsAsync(context).ConfigureAwait(false))
            return;

        IPAddress address = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (Stopping.IsCancellationRequested)
        {
            context.Abort();
            return;
        }
        if (!Slots.TryTake(address))
        {
            await UpgradeRefusal.WriteAsync(context, StatusCodes.Status403Forbidden).ConfigureAwait(false);
            return;
        }

        ClientConnection connection = CreateConnection(address);
        var session = new ClientSession(this, connection, MessageCompression.Accepts(context.Request.Headers.SecWebSocketExtensions));
        Connections.Add(connection);
        try
        {
            if (await _sessions.RunAsync(session, context, _aborting.Token).ConfigureAwait(false) == ConnectionEnd.Reset)
                context.Abort();
        }
        finally
        {
            _ = ForgetAsync(session, connection); // Ends with the connection's last command, and so with the server at the latest.
        }
    }

    /// <summary>A connection with the next id, not registered yet.</summary>
    public ClientConnection CreateConnection(IPAddress address) =>
        new(Interlocked.Increment(ref _lastConnectionId), address, Options.TimeProvider.GetUtcNow());

    /// <summary>Closes every connection with 1012 and gives up whatever still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (ClientSession session in Sessions)
            session.Control.Sender.Close(WebSocketCloseCode.ServiceRestart);
        await _sessions.WhenEmptyAsync(StopGrace).ConfigureAwait(false);
        await _aborting.CancelAsync().ConfigureAwait(false);
        await _sessions.WhenEmptyAsync(StopGrace).ConfigureAwait(false);
        await _engine.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<bool> PassesFaultsAsync(HttpContext context)
    {
        if (Faults.Upgrades.Strike("") is not { } fault)
            return true;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Stopping);
        try
        {
            return await fault.Action(context, Options.TimeProvider, over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            return false;
        }
    }

    private async Task ForgetAsync(ClientSession session, ClientConnection connection)
    {
        await session.WhenCommandsEndedAsync().ConfigureAwait(false);
        Connections.Remove(connection);
    }
}
