using RocketControl.Client.Emulator.Feldera;
using RocketControl.Client.Emulator.Feldera.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator;

/// <summary>A Feldera server in this process, on a real loopback socket (the Feldera protocol).</summary>
public sealed class FelderaEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Ledger<ReceivedHttpRequest> _ledger = new(request => request.RawTarget.Length + (request.Body?.Length ?? 0));
    private readonly FelderaServer _server;
    private readonly FelderaApi _api;
    private LoopbackServer? _listener;
    private int _disposed;

    private FelderaEmulator(FelderaEmulatorOptions options)
    {
        Options = options;
        _server = new FelderaServer(options, Faults);
        _api = new FelderaApi(_server, _ledger, _stopping.Token);
    }

    /// <summary>The options that the emulator was started with.</summary>
    public FelderaEmulatorOptions Options { get; }

    /// <summary>
    /// The clocks, at first those of <see cref="Options"/>. Setting them holds for whatever begins after that; what is under way keeps its clocks.
    /// </summary>
    public FelderaTimings Timings
    {
        get => _server.Timings;
        set
        {
            value.Validate();
            lock (_server.Gate)
                _server.Timings = value;
        }
    }

    /// <summary>The base address, <c>http://127.0.0.1:port</c>, without the <c>/v0</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The key that the emulator asks for; null when it asks for none.</summary>
    public string? ApiKey => Options.ApiKey;

    /// <summary>Faults to inject.</summary>
    public FelderaFaults Faults { get; } = new();

    /// <summary>The newest 10,000 requests in the order of arrival.</summary>
    public IReadOnlyList<ReceivedHttpRequest> ReceivedRequests => _ledger.Snapshot();

    /// <summary>The newest 10,000 transitions of all pipelines, in the order in which they were taken (Feldera protocol §2).</summary>
    public IReadOnlyList<FelderaTransition> Transitions => _server.Transitions.Snapshot();

    /// <summary>Starts a server.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static async Task<FelderaEmulator> StartAsync(FelderaEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new FelderaEmulator((options ?? new FelderaEmulatorOptions()).Validated());
        try
        {
            emulator._listener = await LoopbackServer.StartAsync(emulator.Options.Port, emulator._api.HandleAsync, cancellationToken).ConfigureAwait(false);
            emulator.Endpoint = new Uri($"http://127.0.0.1:{emulator._listener.Port}");
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for a request; one that has already come counts, the oldest first.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a request came.</exception>
    public Task<ReceivedHttpRequest> WaitForRequestAsync(Predicate<ReceivedHttpRequest> matches, CancellationToken cancellationToken = default) =>
        _ledger.WaitAsync(matches, cancellationToken);

    /// <summary>Waits for a request; one that has already come counts.</summary>
    /// <param name="method">Its method, such as <c>POST</c>.</param>
    /// <param name="path">Its path without the query, decoded, such as <c>/v0/pipelines</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a request came.</exception>
    public Task<ReceivedHttpRequest> WaitForRequestAsync(string method, string path, CancellationToken cancellationToken = default) =>
        WaitForRequestAsync(request => request.Method == method && request.Path == path, cancellationToken);

    /// <summary>Waits for a transition; one that has already been taken counts, the oldest first.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a transition was taken.</exception>
    public Task<FelderaTransition> WaitForTransitionAsync(Predicate<FelderaTransition> matches, CancellationToken cancellationToken = default) =>
        _server.Transitions.WaitAsync(matches, cancellationToken);

    /// <summary>Waits until clients can read this combined status of a pipeline; having been in it before counts.</summary>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="status">The status of the resources or of the process as the runner sees it, such as <c>Running</c> or <c>Stopped</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before the pipeline came there.</exception>
    public Task<FelderaTransition> WaitForStatusAsync(string pipeline, string status, CancellationToken cancellationToken = default) =>
        WaitForTransitionAsync(
            taken => taken.Pipeline == pipeline && taken.To == status && taken.Level is FelderaTransitionLevel.Resources or FelderaTransitionLevel.Runtime,
            cancellationToken);

    /// <summary>Ends all streams and stops; takes two seconds at most, whatever the clients do.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        _server.Dispose();
        if (_listener is not null)
            await _listener.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
