using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Integration.Contract;

internal sealed class RocketRideBackend(RocketRideEmulator server, RocketRideTransportMode transport, bool fallsBack = false) : ContractBackend
{
    private int _pipelines;

    public override RunBackend Backend => RunBackend.RocketRide;

    public override string UnknownId => "tk_00000000000000000000000000000000";

    public override bool WasContacted => server.ConnectionCount > 0 || server.ReceivedRequests.Count > 0;

    public override RunControlClient CreateClient() => RunControlClient.ForRocketRide(Watched.RocketRide with
    {
        Endpoint = server.Endpoint.ToString(),
        Credential = server.ApiKey,
        Transport = transport,
    });

    public override RunCapabilities CapabilitiesOf(RunControlClient client) => fallsBack ? RocketRideCapabilities.OverHttp : client.Capabilities;

    public override PipelineDefinition NewPipeline() => Pipelines.Echo($"project-{Interlocked.Increment(ref _pipelines)}");

    public override Task RequireArrivedAsync(string text, Run run, SendResult result)
    {
        Assert.That(result.IsEmpty, Is.False);
        Assert.That(result.Texts, Is.EqualTo(new[] { text + "\n\n" }));
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
