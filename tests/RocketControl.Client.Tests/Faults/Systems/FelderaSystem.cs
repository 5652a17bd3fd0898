using System.Net.Security;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Faults.Systems;

internal sealed class FelderaSystem : LoopbackSystem
{
    private FelderaEmulator _server = null!;

    public override Uri Server => _server.Endpoint;

    public override string Request => "GET /v0/pipelines";

    public override bool WasContacted => _server.ReceivedRequests.Count > 0;

    public override IEnumerable<string> Addresses => _server.ReceivedRequests.Select(http => http.Path + http.Query);

    public override RunControlClient CreateClient(Uri origin, Action<SslClientAuthenticationOptions>? configureTls) =>
        RunControlClient.ForFeldera(Watched.Feldera with
        {
            Endpoint = origin.ToString(),
            Credential = Key,
            ConfigureTls = configureTls,
            MaxRetries = 0,
        });

    public override Task AskAsync(RunControlClient client) => client.ListAsync();

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    protected override async Task StartAsync() => _server = await FelderaEmulator.StartAsync(new() { ApiKey = Key });
}
