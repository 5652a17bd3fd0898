using System.Net.Security;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Faults.Systems;

internal abstract class RocketRideSystem(RocketRideTransportMode transport) : LoopbackSystem
{
    private RocketRideEmulator _server = null!;

    public override Uri Server => _server.Endpoint;

    public override string Request => transport == RocketRideTransportMode.Http ? "POST /task" : "upgrade";

    public override bool WasContacted => _server.ReceivedRequests.Count > 0 || _server.ConnectionCount > 0;

    public override IEnumerable<string> Addresses =>
        _server.ReceivedRequests.Select(received => received.Http).OfType<ReceivedHttpRequest>().Select(http => http.Path + http.Query);

    public override string Key => _server.ApiKey;

    public override RunControlClient CreateClient(Uri origin, Action<SslClientAuthenticationOptions>? configureTls) =>
        RunControlClient.ForRocketRide(Watched.RocketRide with
        {
            Endpoint = origin.ToString(),
            Credential = Key,
            Transport = transport,
            ConfigureTls = configureTls,
            MaxRetries = 0,
            EnvironmentVariable = _ => null,
        });

    public override Task AskAsync(RunControlClient client) => client.UseAsync(Pipelines.Echo());

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    protected override async Task StartAsync() => _server = await RocketRideEmulator.StartAsync();
}
