using RocketControl.Client.Emulator;

namespace RocketControl.Client.Documentation.Tests.Snippets;

/// <summary>What snippets about RocketRide find: a server and its key, a client, and a run when they ask for one.</summary>
internal abstract class RocketRideScene
{
    private readonly CancellationTokenSource _end = new(TimeSpan.FromMinutes(1));
    private RocketRideEmulator _server = null!;
    private RunControlClient _client = null!;

    protected string Endpoint => _server.Endpoint.ToString();

    protected string Key => _server.ApiKey;

    protected RocketRideEmulator Server => _server;

    protected CancellationToken Deadline => _end.Token;

    [SetUp]
    public async Task StartServerAsync()
    {
        _server = await RocketRideEmulator.StartAsync();
        _client = RunControlClient.ForRocketRide(new RocketRideOptions { Endpoint = Endpoint, Credential = Key });
    }

    [TearDown]
    public async Task StopServerAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        _end.Dispose();
    }

    protected async Task<(RunControlClient Client, Run Run)> StartRunAsync() =>
        (_client, await _client.UseAsync(PipelineDefinition.FromFile("flow.pipe"), Deadline));
}
