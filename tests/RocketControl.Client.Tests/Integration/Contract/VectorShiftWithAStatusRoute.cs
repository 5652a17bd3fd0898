using RocketControl.Client.Emulator;

namespace RocketControl.Client.Tests.Integration.Contract;

[TestFixture]
internal sealed class VectorShiftWithAStatusRoute : RunTransportContract
{
    protected override async Task<ContractBackend> StartBackendAsync() =>
        new VectorShiftBackend(await VectorShiftEmulator.StartAsync(new() { StatusRoute = "pipeline/{pipeline_id}/runs/{run_id}" }));
}
