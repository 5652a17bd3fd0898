using RocketControl.Client.Emulator;
using RocketControl.Client.Soak.Soaking;

namespace RocketControl.Client.Soak.Leaks;

/// <summary>Whom to look for leaks in: a server, how clients of it are made, and a call that they make.</summary>
/// <param name="Server">The server.</param>
/// <param name="NewClient">Makes a client.</param>
/// <param name="CallAsync">The call.</param>
internal sealed record LeakSubject(
    IAsyncDisposable Server, Func<RunControlClient> NewClient, Func<RunControlClient, CancellationToken, Task> CallAsync) : IAsyncDisposable
{
    /// <param name="system">One that is reached over HTTP: <c>rocketride</c>, <c>feldera</c>, <c>vectorshift</c> or <c>processes</c>; null for RocketRide over WebSocket.</param>
    public static Task<LeakSubject> StartAsync(string? system) => system switch
    {
        null => StartRocketRideAsync(RocketRideTransportMode.WebSocket),
        "rocketride" => StartRocketRideAsync(RocketRideTransportMode.Http),
        "feldera" => StartFelderaAsync(),
        "vectorshift" => StartVectorShiftAsync(),
        "processes" => StartProcessesAsync(),
        _ => throw new ArgumentException($"{system} is no system."),
    };

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task<LeakSubject> StartRocketRideAsync(RocketRideTransportMode transport)
    {
        var server = await RocketRideEmulator.StartAsync();
        var options = new RocketRideOptions
        {
            Endpoint = server.Endpoint.ToString(),
            Credential = server.ApiKey,
            Transport = transport,
            EnvironmentVariable = _ => null,
        };
        await using var starter = RunControlClient.ForRocketRide(options);
        var run = await starter.UseAsync(SoakPipelines.Echo("project"));
        return new LeakSubject(
            server, () => RunControlClient.ForRocketRide(options), (client, cancellationToken) => client.GetTaskStatusAsync(run, cancellationToken));
    }

    private static async Task<LeakSubject> StartFelderaAsync()
    {
        var server = await FelderaEmulator.StartAsync();
        var options = new FelderaOptions { Endpoint = server.Endpoint.ToString() };
        return new LeakSubject(server, () => RunControlClient.ForFeldera(options), (client, cancellationToken) => client.ListAsync(cancellationToken));
    }

    private static async Task<LeakSubject> StartVectorShiftAsync()
    {
        const string statusRoute = "pipeline/{pipeline_id}/runs/{run_id}";
        var server = await VectorShiftEmulator.StartAsync(new() { StatusRoute = statusRoute });
        var options = new VectorShiftOptions { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey, StatusRoute = statusRoute };
        await using var starter = RunControlClient.ForVectorShift(options);
        var run = await starter.UseAsync(new VectorShiftPipeline("endless"));
        return new LeakSubject(
            server, () => RunControlClient.ForVectorShift(options), (client, cancellationToken) => client.GetTaskStatusAsync(run, cancellationToken));
    }

    private static async Task<LeakSubject> StartProcessesAsync()
    {
        var server = await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended });
        var options = new ProcessManagerOptions { Endpoint = server.Endpoint.ToString() };
        return new LeakSubject(server, () => RunControlClient.ForProcesses(options), (client, cancellationToken) => client.ListAsync(cancellationToken));
    }
}
