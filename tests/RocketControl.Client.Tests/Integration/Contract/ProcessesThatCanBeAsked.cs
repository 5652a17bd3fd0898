using RocketControl.Client.Emulator;

namespace RocketControl.Client.Tests.Integration.Contract;

[TestFixture]
internal sealed class ProcessesThatCanBeAsked : RunTransportContract
{
    protected override async Task<ContractBackend> StartBackendAsync() =>
        new ProcessBackend(await ProcessManagerEmulator.StartAsync(new() { Dialect = ProcessManagerDialect.Extended }));
}
