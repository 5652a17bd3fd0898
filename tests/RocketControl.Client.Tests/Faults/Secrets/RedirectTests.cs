using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Secrets;

/// <summary>Whoever sends the client elsewhere does not get the key there.</summary>
[TestFixture(RocketRideTransportMode.WebSocket, "upgrade")]
[TestFixture(RocketRideTransportMode.Http, "POST /task")]
internal sealed class RedirectTests(RocketRideTransportMode transport, string request) : EmulatorTests
{
    [Test]
    public async Task No_credential_follows_a_redirect([Values(301, 302, 303, 307, 308)] int status)
    {
        await using var elsewhere = await RocketRideEmulator.StartAsync();
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        proxy.Arm(request, WirePoint.BeforeSend, WireFault.AnswerStatus(status, $"Location: {elsewhere.Endpoint}task\r\n"), times: int.MaxValue);
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString(), Transport = transport });

        Assert.That(async () => await client.UseAsync(Pipelines.Echo()).Soon(), Throws.InstanceOf<RunControlException>());

        Assert.That(elsewhere.ReceivedRequests, Is.Empty);
        Assert.That(elsewhere.ConnectionCount, Is.Zero);
    }

    [Test]
    public async Task The_key_is_never_in_a_URL()
    {
        var client = NewClient(ClientOptions with { Transport = transport });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        await client.SendAsync(run, "text").Soon();
        await client.TerminateAsync(run).Soon();

        var addresses = Server.ReceivedRequests.Select(received => received.Http).OfType<ReceivedHttpRequest>().Select(http => http.Path + http.Query);
        Assert.That(addresses, Has.None.Contains(Server.ApiKey));
    }
}
