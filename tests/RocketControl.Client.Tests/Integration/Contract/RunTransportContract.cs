using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Tests.Integration.Contract;

/// <summary>What every backend has to do alike, seen through <see cref="RunControlClient"/> only.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract partial class RunTransportContract
{
    private readonly List<RunControlClient> _clients = [];

    protected ContractBackend Backend { get; private set; } = null!;

    protected RunControlClient Client { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Backend = await StartBackendAsync();
        Client = NewClient();
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync().AsTask().Guarded();
        await Backend.DisposeAsync().AsTask().Guarded();
    }

    protected abstract Task<ContractBackend> StartBackendAsync();

    private RunControlClient NewClient()
    {
        var client = Backend.CreateClient();
        _clients.Add(client);
        return client;
    }

    private Task<Run> StartRunAsync() => Client.UseAsync(Backend.NewPipeline()).Guarded();
}
