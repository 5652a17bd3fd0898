using RocketControl.Client.Emulator;

namespace EmulatorServer;

/// <summary>A server that has been started, and the line that says where.</summary>
internal sealed record RunningServer(IAsyncDisposable Server, string Greeting)
{
    public static Task<RunningServer> StartAsync(ServerArguments arguments, CancellationToken cancellationToken) => arguments.System switch
    {
        EmulatedSystem.Feldera => StartFelderaAsync(arguments, cancellationToken),
        EmulatedSystem.VectorShift => StartVectorShiftAsync(arguments, cancellationToken),
        EmulatedSystem.Processes => StartProcessesAsync(arguments, cancellationToken),
        _ => StartRocketRideAsync(arguments, cancellationToken),
    };

    private static async Task<RunningServer> StartRocketRideAsync(ServerArguments arguments, CancellationToken cancellationToken)
    {
        RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { Port = arguments.Port, ApiKey = arguments.Key }, cancellationToken);
        string keys = arguments.Key is null ? ", accepting any non-empty key" : "";
        return new RunningServer(server, $"RocketRide emulator listening on {AddressOf(server.Endpoint)} (WebSocket {server.WebSocketEndpoint}){keys}");
    }

    private static async Task<RunningServer> StartFelderaAsync(ServerArguments arguments, CancellationToken cancellationToken)
    {
        FelderaEmulator server = await FelderaEmulator.StartAsync(
            new() { Port = arguments.Port, ApiKey = arguments.Key, Edition = arguments.Edition }, cancellationToken);
        string edition = arguments.Edition == FelderaEdition.Enterprise ? "Enterprise" : "Open source";
        string keys = arguments.Key is null ? ", asking for no key" : "";
        return new RunningServer(server, $"Feldera emulator ({edition}) listening on {AddressOf(server.Endpoint)}{keys}");
    }

    private static async Task<RunningServer> StartVectorShiftAsync(ServerArguments arguments, CancellationToken cancellationToken)
    {
        VectorShiftEmulator server = await VectorShiftEmulator.StartAsync(new() { Port = arguments.Port, ApiKey = arguments.Key }, cancellationToken);
        string keys = arguments.Key is null ? ", accepting any non-empty key" : "";
        string pipelines = string.Join(", ", server.Options.Pipelines.Select(pipeline => pipeline.Id));
        return new RunningServer(server, $"VectorShift emulator listening on {server.Endpoint}{keys}; pipelines: {pipelines}");
    }

    private static async Task<RunningServer> StartProcessesAsync(ServerArguments arguments, CancellationToken cancellationToken)
    {
        ProcessManagerEmulator server = await ProcessManagerEmulator.StartAsync(
            new() { Port = arguments.Port, Dialect = ProcessManagerDialect.Extended }, cancellationToken);
        EmulatorProcess tidy = await server.StartProcessAsync(cancellationToken: cancellationToken);
        EmulatorProcess stubborn = await server.StartProcessAsync(new() { Command = "python stubborn.py", IgnoresTermination = true }, cancellationToken);
        return new RunningServer(
            server, $"Process manager emulator listening on {AddressOf(server.Endpoint)}, asking for no key; pids: {tidy.Pid}, {stubborn.Pid} (ignores SIGTERM)");
    }

    private static string AddressOf(Uri endpoint) => endpoint.GetLeftPart(UriPartial.Authority);
}
