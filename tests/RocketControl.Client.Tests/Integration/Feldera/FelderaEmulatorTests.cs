using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Integration.Feldera;

/// <summary>Tests against a Feldera emulator of their own, one for each test, so that all of them run side by side.</summary>
internal abstract class FelderaEmulatorTests
{
    protected const string Sql = """
        CREATE TABLE items (id INT, name VARCHAR) WITH ('materialized' = 'true');
        CREATE MATERIALIZED VIEW copies AS SELECT * FROM items;
        """;

    private readonly List<IAsyncDisposable> _opened = [];
    private FelderaTransport? _transport;
    private RunControlClient? _client;

    protected FelderaEmulator Server { get; private set; } = null!;

    protected FelderaTransport Transport => _transport ??= NewTransport();

    /// <summary>A client over <see cref="Transport"/>.</summary>
    protected RunControlClient Client => _client ??= new RunControlClient(Transport);

    protected virtual FelderaEdition Edition => FelderaEdition.Enterprise;

    protected FelderaOptions Options => Watched.Feldera with { Endpoint = Server.Endpoint.ToString(), RetryDelay = TimeSpan.FromMilliseconds(1) };

    protected static FelderaPipeline Pipeline { get; } = new("p", Sql);

    [SetUp]
    public async Task StartServerAsync() => Server = await FelderaEmulator.StartAsync(new FelderaEmulatorOptions { Edition = Edition });

    [TearDown]
    public async Task StopServerAsync()
    {
        Server.Faults.Clear();
        foreach (var opened in _opened)
            await opened.DisposeAsync().Soon();
        await Server.DisposeAsync().Soon();
    }

    protected FelderaTransport NewTransport(FelderaOptions? options = null)
    {
        var transport = new FelderaTransport(options ?? Options);
        _opened.Add(transport);
        return transport;
    }

    protected Task<Run> StartRunAsync() => Client.UseAsync(Pipeline).Soon();

    /// <summary>How many requests of this kind the server has got.</summary>
    protected int CountRequests(string method, string path) => Server.ReceivedRequests.Count(request => request.Method == method && request.Path == path);

    protected async Task<List<int>> IdsAsync()
    {
        var ids = new List<int>();
        await foreach (var row in Transport.QueryAsync("p", "SELECT * FROM copies"))
            ids.Add(row.GetProperty("id").GetInt32());
        return ids;
    }
}
