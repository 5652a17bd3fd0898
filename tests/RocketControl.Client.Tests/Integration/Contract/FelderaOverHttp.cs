using RocketControl.Client.Emulator;

namespace RocketControl.Client.Tests.Integration.Contract;

[TestFixture]
internal sealed class FelderaOverHttp : RunTransportContract
{
    protected override async Task<ContractBackend> StartBackendAsync() => new FelderaBackend(await FelderaEmulator.StartAsync(new FelderaEmulatorOptions
    {
        Edition = FelderaEdition.Enterprise,
        ApiKey = "apikey:contract",
    }));
}
