using RocketControl.Client;
using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;
using RunDashboard.Demonstration;
using RunDashboard.Runs;

namespace RunDashboard.Systems;

internal sealed class FelderaSystem : ControlledSystem
{
    private FelderaSystem(FelderaOptions options, FelderaTransport transport, FelderaEmulator? server)
        : base(SystemName.Feldera, "Feldera", options.Endpoint, new RunControlClient(transport), server)
    {
    }

    /// <summary>The server is asked for its edition first, on which depends how runs can be ended.</summary>
    public static async Task<ControlledSystem> OpenAsync(DashboardArguments arguments, CancellationToken cancellationToken)
    {
        var server = arguments.Endpoint is null
            ? await FelderaEmulator.StartAsync(new FelderaEmulatorOptions { Edition = FelderaEdition.Enterprise }, cancellationToken)
            : null;
        var options = new FelderaOptions
        {
            Endpoint = arguments.Endpoint ?? server!.Endpoint.ToString(),
            Credential = server is null && EnvironmentKey.Optional("FELDERA_API_KEY") is { } key ? RunCredential.FromKey(key) : null,
            AllowInsecureTransport = arguments.AllowInsecure,
        };
        var transport = new FelderaTransport(options);
        var system = new FelderaSystem(options, transport, server);
        try
        {
            await transport.GetConfigurationAsync(cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public override IReadOnlyList<FormField> StartFields { get; } =
    [
        new("name", "Name", "readings", "Letters, digits, hyphens and underscores; a pipeline of that name is replaced"),
        new("sql", "Program", FelderaDemonstration.Sql, "CREATE TABLE and CREATE VIEW statements", IsLong: true),
    ];

    public override IReadOnlyList<string> SendTypes => ["application/x-ndjson", "text/csv"];

    public override string SendExample => """{"sensor":"attic","celsius":31}""";

    public override string SendTarget => "Table";

    public override async Task<StartedRun> StartAsync(FormValues values, CancellationToken cancellationToken) =>
        new(await Client.UseAsync(new FelderaPipeline(values["name"], values["sql"]), cancellationToken), values["name"]);

    /// <summary>All pipelines are listed, those at rest as well.</summary>
    public override bool IsUnderWay(RunSummary summary) => summary.Detail != "Stopped";

    public override Task DemonstrateAsync(RunBoard board, CancellationToken cancellationToken) =>
        new FelderaDemonstration(this, board).RunAsync(cancellationToken);
}
