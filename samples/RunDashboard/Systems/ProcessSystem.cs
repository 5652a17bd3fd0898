using RocketControl.Client;
using RocketControl.Client.Emulator;
using RunDashboard.Demonstration;
using RunDashboard.Runs;

namespace RunDashboard.Systems;

internal sealed class ProcessSystem : ControlledSystem
{
    private readonly ProcessManagerEmulator? _server;

    private ProcessSystem(ProcessManagerOptions options, ProcessManagerEmulator? server)
        : base(SystemName.Processes, "Process manager", options.Endpoint, RunControlClient.ForProcesses(options), server) => _server = server;

    public static async Task<ControlledSystem> OpenAsync(DashboardArguments arguments, CancellationToken cancellationToken)
    {
        var server = arguments.Endpoint is null
            ? await ProcessManagerEmulator.StartAsync(new ProcessManagerEmulatorOptions { Dialect = ProcessManagerDialect.Extended }, cancellationToken)
            : null;
        return new ProcessSystem(
            new ProcessManagerOptions
            {
                Endpoint = arguments.Endpoint ?? server!.Endpoint.ToString(),
                Credential = server is null && EnvironmentKey.Optional("PROCESS_MANAGER_KEY") is { } key ? RunCredential.FromKey(key) : null,
                AllowInsecureTransport = arguments.AllowInsecure,
            },
            server);
    }

    public override string StartTitle => "Show a process";

    public override IReadOnlyList<FormField> StartFields { get; } = [new("pid", "Process id", "", "Processes that the server lists appear by themselves")];

    public override async Task<StartedRun> StartAsync(FormValues values, CancellationToken cancellationToken) =>
        new(await Client.AttachAsync(values["pid"], cancellationToken), $"Process {values["pid"]}");

    /// <summary>Some servers keep those that have ended in their list.</summary>
    public override bool IsUnderWay(RunSummary summary) => summary.Detail != "terminated";

    public override Task DemonstrateAsync(RunBoard board, CancellationToken cancellationToken) =>
        new ProcessDemonstration(_server!).RunAsync(cancellationToken);
}
