using RocketControl.Client.Tests.Faults.Systems;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Secrets;

/// <summary>Whoever sends the client elsewhere does not get the key there.</summary>
[TestFixture(TypeArgs = [typeof(RocketRideOverWebSocket)])]
[TestFixture(TypeArgs = [typeof(RocketRideOverHttp)])]
[TestFixture(TypeArgs = [typeof(FelderaSystem)])]
[TestFixture(TypeArgs = [typeof(VectorShiftSystem)])]
[TestFixture(TypeArgs = [typeof(ProcessSystem)])]
internal sealed class RedirectTests<TSystem>
    where TSystem : LoopbackSystem, new()
{
    [Test]
    public async Task No_credential_follows_a_redirect([Values(301, 302, 303, 307, 308)] int status)
    {
        await using var system = await LoopbackSystem.StartAsync<TSystem>();
        await using var elsewhere = await LoopbackSystem.StartAsync<TSystem>();
        await using var proxy = FaultProxy.Start(system.Server);
        var redirect = proxy.Arm(
            system.Request, WirePoint.BeforeSend, WireFault.AnswerStatus(status, $"Location: {elsewhere.Server}\r\n"), times: int.MaxValue);
        await using var client = system.CreateClient(proxy.Endpoint);

        Assert.That(async () => await system.AskAsync(client).Soon(), Throws.InstanceOf<RunControlException>());

        Assert.That(redirect.Hits, Is.Positive);
        Assert.That(elsewhere.WasContacted, Is.False);
    }

    [Test]
    public async Task The_key_is_never_in_a_URL()
    {
        await using var system = await LoopbackSystem.StartAsync<TSystem>();
        await using var client = system.CreateClient(system.Server);

        await system.AskAsync(client).Soon();

        Assert.That(system.WasContacted, Is.True);
        Assert.That(system.Addresses, Has.None.Contains(system.Key));
    }
}
