using RocketControl.Client.Emulator;

namespace RocketControl.Client.Tests.Integration.Contract;

[TestFixture]
internal sealed class RocketRideAutoBehindAProxyWithoutWebSockets : RunTransportContract
{
    protected override async Task<ContractBackend> StartBackendAsync()
    {
        var server = await RocketRideEmulator.StartAsync();
        server.Faults.OnUpgrade().RefuseWith(502);
        return new RocketRideBackend(server, RocketRideTransportMode.Auto, fallsBack: true);
    }
}
