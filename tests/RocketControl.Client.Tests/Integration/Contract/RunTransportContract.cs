using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Contract;

/// <summary>What every backend has to do alike, seen through <see cref="RunControlClient"/> only.</summary>
internal abstract partial class RunTransportContract
{
    private readonly List<RunControlClient> _clients = [];
    private RunControlClient? _client;

    protected ContractBackend Backend { get; private set; } = null!;

    protected RunControlClient Client => _client ??= NewClient();

    [SetUp]
    public async Task StartAsync() => Backend = await StartBackendAsync();

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync().Soon();
        await Backend.DisposeAsync().Soon();
    }

    protected abstract Task<ContractBackend> StartBackendAsync();

    private RunControlClient NewClient()
    {
        var client = Backend.CreateClient();
        _clients.Add(client);
        return client;
    }

    private Task<Run> StartRunAsync() => Backend.StartRunAsync(Client).Soon();

    private bool TakesData => Client.Capabilities.Supports(RunCapability.Send);

    /// <summary>All that there is to see of data where runs take none.</summary>
    private async Task RefusesDataAsync()
    {
        var exception = await Fails.With<RunNotSupportedException>(() => Client.SendAsync(Backend.UnknownId, "text"));
        Assert.That(exception.Operation, Is.EqualTo(RunOperation.Send));
        Assert.That(Backend.WasContacted, Is.False);
    }
}
