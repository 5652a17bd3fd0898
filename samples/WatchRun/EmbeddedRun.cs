using RocketControl.Client;
using RocketControl.Client.Emulator;

namespace WatchRun;

/// <summary>Something to watch: an embedded server with a run that gets a text now and then and is ended after the last.</summary>
internal sealed class EmbeddedRun : IAsyncDisposable
{
    private const int Texts = 5;

    private readonly RocketRideEmulator _server;
    private readonly RunControlClient _feeder;
    private Task _feeding = Task.CompletedTask;

    private EmbeddedRun(RocketRideEmulator server)
    {
        _server = server;
        _feeder = RunControlClient.ForRocketRide(new RocketRideOptions { Endpoint = Endpoint, Credential = Key });
    }

    public string Endpoint => _server.Endpoint.ToString();

    public string Key => _server.ApiKey;

    public string Token { get; private set; } = "";

    public static async Task<EmbeddedRun> StartAsync(CancellationToken cancellationToken)
    {
        var embedded = new EmbeddedRun(await RocketRideEmulator.StartAsync(cancellationToken: cancellationToken));
        var run = await embedded._feeder.UseAsync(
            PipelineDefinition.FromJson(
                """
                {"components":[
                  {"id":"webhook_1","provider":"webhook","config":{"mode":"Source","type":"webhook"}},
                  {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[{"lane":"text","from":"webhook_1"}]}],
                 "source":"webhook_1","project_id":"b7d5a1c2-6a0e-4c3f-8f55-0f3f1d3e7a21"}
                """),
            new UseOptions { Name = "watched" },
            cancellationToken);
        embedded.Token = run.Id;
        embedded._feeding = embedded.FeedAsync(run, cancellationToken);
        return embedded;
    }

    public async ValueTask DisposeAsync()
    {
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _feeder.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task FeedAsync(Run run, CancellationToken cancellationToken)
    {
        for (var text = 1; text <= Texts; text++)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.7), cancellationToken);
            await _feeder.SendAsync(run, $"Text {text} of {Texts}", cancellationToken);
        }
        await Task.Delay(TimeSpan.FromSeconds(0.7), cancellationToken);
        await _feeder.TerminateAsync(run, cancellationToken);
    }
}
