using System.Net.Security;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Faults.Systems;

internal sealed class VectorShiftSystem : LoopbackSystem
{
    private VectorShiftEmulator _server = null!;

    public override Uri Server => _server.Endpoint;

    public override string Request => "POST /v1/pipeline/endless/run";

    public override bool WasContacted => _server.ReceivedRequests.Count > 0;

    public override IEnumerable<string> Addresses => _server.ReceivedRequests.Select(http => http.Path + http.Query);

    public override RunControlClient CreateClient(Uri origin, Action<SslClientAuthenticationOptions>? configureTls) =>
        RunControlClient.ForVectorShift(Watched.VectorShift with
        {
            Endpoint = new Uri(origin, Server.AbsolutePath).ToString(),
            Credential = Key,
            ConfigureTls = configureTls,
            MaxRetries = 0,
        });

    public override Task AskAsync(RunControlClient client) => client.UseAsync(new VectorShiftPipeline("endless"));

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    protected override async Task StartAsync() => _server = await VectorShiftEmulator.StartAsync(new() { ApiKey = Key });
}
