using RocketControl.Client.Emulator;

namespace RocketControl.Client.Tests.Integration.Contract;

[TestFixture]
internal sealed class VectorShiftAsDocumented : RunTransportContract
{
    protected override async Task<ContractBackend> StartBackendAsync() => new VectorShiftBackend(await VectorShiftEmulator.StartAsync());
}
