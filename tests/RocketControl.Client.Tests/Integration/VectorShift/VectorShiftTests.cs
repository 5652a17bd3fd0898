using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.Integration.VectorShift;

/// <summary>Tests against an emulator of their own, one for each test, so that all of them run side by side.</summary>
internal abstract class VectorShiftTests
{
    private readonly List<IAsyncDisposable> _opened = [];
    private VectorShiftTransport? _transport;
    private RunControlClient? _client;

    protected VectorShiftEmulator Server { get; private set; } = null!;

    /// <summary>The transport of the test, for what only VectorShift has.</summary>
    protected VectorShiftTransport Transport => _transport ??= Opened(new VectorShiftTransport(ClientOptions));

    /// <summary>A client over it.</summary>
    protected RunControlClient Client => _client ??= new RunControlClient(Transport, ClientOptions.TimeProvider);

    protected virtual VectorShiftEmulatorOptions ServerOptions => new();

    /// <summary>For the emulator of the test, with pauses before repetitions that cost no time.</summary>
    protected virtual VectorShiftOptions ClientOptions => Watched.VectorShift with
    {
        Endpoint = Server.Endpoint.ToString(),
        Credential = Server.ApiKey,
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };

    [SetUp]
    public async Task StartServerAsync() => Server = await VectorShiftEmulator.StartAsync(ServerOptions);

    [TearDown]
    public async Task StopServerAsync()
    {
        Server.Faults.Clear();
        foreach (var opened in _opened)
            await opened.DisposeAsync().Soon();
        await Server.DisposeAsync().Soon();
    }

    protected VectorShiftTransport NewTransport(VectorShiftOptions options) => Opened(new VectorShiftTransport(options));

    protected static VectorShiftPipeline Pipeline(string id, params (string Name, VectorShiftValue Value)[] inputs) =>
        new(id) { Inputs = inputs.ToDictionary(input => input.Name, input => input.Value) };

    protected static string Route(string pipeline, string action) => $"/v1/pipeline/{pipeline}/{action}";

    protected Task<Run> StartAsync(string pipeline = "endless", params (string Name, VectorShiftValue Value)[] inputs) =>
        Client.UseAsync(Pipeline(pipeline, inputs)).Soon();

    /// <summary>The run's stream will consist of this text, whatever the pipeline is.</summary>
    protected void Stream(string body) =>
        Server.Faults.On("POST", Route("endless", "run")).AnswerWith(200, body, "text/event-stream");

    protected async Task<List<VectorShiftOutput>> OutputsOfAsync(Run run)
    {
        var outputs = new List<VectorShiftOutput>();
        await foreach (var output in Transport.ReadOutputsAsync(run))
            outputs.Add(output);
        return outputs;
    }

    protected int CountRequests(string path) => Server.ReceivedRequests.Count(request => request.Path == path);

    private T Opened<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
