using RocketControl.Client.Emulator;

namespace RocketControl.Client.Tests.Integration.Contract;

[TestFixture]
internal sealed class RocketRideOverWebSocket : RunTransportContract
{
    protected override async Task<ContractBackend> StartBackendAsync() =>
        new RocketRideBackend(await RocketRideEmulator.StartAsync(), RocketRideTransportMode.WebSocket);
}
