using RocketControl.Client.Emulator;

namespace RocketControl.Client.Tests.Integration.Contract;

[TestFixture]
internal sealed class ProcessesOnTheDashboardOnly : RunTransportContract
{
    protected override async Task<ContractBackend> StartBackendAsync() => new ProcessBackend(await ProcessManagerEmulator.StartAsync(new()
    {
        Dialect = ProcessManagerDialect.Extended,
        CannotSerializeProcesses = true,
        DashboardTime = TimeSpan.Zero,
    }));
}
