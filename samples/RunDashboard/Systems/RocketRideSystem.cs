using RocketControl.Client;
using RocketControl.Client.Emulator;
using RunDashboard.Demonstration;
using RunDashboard.Runs;

namespace RunDashboard.Systems;

internal sealed class RocketRideSystem : ControlledSystem
{
    private readonly RocketRideEmulator? _server;

    private RocketRideSystem(RocketRideOptions options, RocketRideEmulator? server)
        : base(SystemName.RocketRide, "RocketRide", options.Endpoint, RunControlClient.ForRocketRide(options), server) => _server = server;

    public static async Task<ControlledSystem> OpenAsync(DashboardArguments arguments, CancellationToken cancellationToken)
    {
        var server = arguments.Endpoint is null ? await RocketRideEmulator.StartAsync(cancellationToken: cancellationToken) : null;
        return new RocketRideSystem(
            new RocketRideOptions
            {
                Endpoint = arguments.Endpoint ?? server!.Endpoint.ToString(),
                Credential = server?.ApiKey ?? EnvironmentKey.Required("ROCKETRIDE_APIKEY"),
                AllowInsecureTransport = arguments.AllowInsecure,
            },
            server);
    }

    public override IReadOnlyList<FormField> StartFields { get; } =
    [
        new("name", "Name", "Echo"),
        new("pipeline", "Pipeline", RocketRideDemonstration.Echo, "RocketRide pipeline, in JSON", IsLong: true),
    ];

    public override IReadOnlyList<string> SendTypes => ["text/plain", "application/json", "text/csv", "text/markdown"];

    public override string SendExample => "Hello";

    /// <summary>Each start gets a token of its own; otherwise the same pipeline could be started only once.</summary>
    public override async Task<StartedRun> StartAsync(FormValues values, CancellationToken cancellationToken)
    {
        var options = new UseOptions { Name = values["name"], Token = Guid.NewGuid().ToString("N") };
        return new StartedRun(await Client.UseAsync(PipelineDefinition.FromJson(values["pipeline"]), options, cancellationToken), values["name"]);
    }

    public override Task DemonstrateAsync(RunBoard board, CancellationToken cancellationToken) =>
        new RocketRideDemonstration(this, _server!, board).RunAsync(cancellationToken);
}
