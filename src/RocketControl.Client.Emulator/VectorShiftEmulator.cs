using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.VectorShift;

namespace RocketControl.Client.Emulator;

/// <summary>
/// VectorShift's pipeline runs in this process, on a real loopback socket. Built from the published contract and documents, not from a live service: what they
/// leave open is marked as unverified in <see cref="VectorShiftEmulatorOptions"/>.
/// </summary>
public sealed class VectorShiftEmulator : IAsyncDisposable
{
    private const long LargestBody = 256L * 1024 * 1024;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Ledger<ReceivedHttpRequest> _ledger = new(request => request.Body?.Length ?? 0);
    private readonly RunRegistry _runs;
    private readonly FaultyHttp _http;
    private readonly Api _api;
    private LoopbackServer? _listener;

    private VectorShiftEmulator(VectorShiftEmulatorOptions options)
    {
        Options = options;
        _runs = new RunRegistry(options);
        _api = new Api(options, _runs, _stopping.Token);
        _http = new FaultyHttp(Faults.Book, options.TimeProvider, _stopping.Token);
    }

    /// <summary>The options that the emulator was started with.</summary>
    public VectorShiftEmulatorOptions Options { get; }

    /// <summary>The base address, <c>http://127.0.0.1:port/v1</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>A key that the emulator accepts.</summary>
    public string ApiKey => Options.ApiKey ?? VectorShiftEmulatorOptions.DefaultApiKey;

    /// <summary>Faults to inject.</summary>
    public HttpFaults Faults { get; } = new();

    /// <summary>All runs that were started, the oldest first.</summary>
    public IReadOnlyList<VectorShiftEmulatedRun> Runs => _runs.Runs;

    /// <summary>The newest 10,000 requests in the order of arrival, with their bodies.</summary>
    public IReadOnlyList<ReceivedHttpRequest> ReceivedRequests => _ledger.Snapshot();

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static async Task<VectorShiftEmulator> StartAsync(VectorShiftEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new VectorShiftEmulator((options ?? new VectorShiftEmulatorOptions()).Validated());
        try
        {
            emulator._listener = await LoopbackServer.StartAsync(emulator.Options.Port, emulator.HandleAsync, cancellationToken).ConfigureAwait(false);
            emulator.Endpoint = new Uri($"http://127.0.0.1:{emulator._listener.Port}/v1");
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits for a request; one that has already come counts, the oldest first.</summary>
    /// <param name="method">Its method, such as <c>POST</c>.</param>
    /// <param name="path">Its path without the query, such as <c>/v1/pipeline/echo/run</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a request came.</exception>
    public Task<ReceivedHttpRequest> WaitForRequestAsync(string method, string path, CancellationToken cancellationToken = default) =>
        _ledger.WaitAsync(request => request.Method == method && request.Path == path, cancellationToken);

    /// <summary>Ends all runs and stops, whatever the clients do. Scripts have to heed their token.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _runs.DisposeAsync().ConfigureAwait(false);
        if (_listener is not null)
            await _listener.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestBody;
        try
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            string text = System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
            _ledger.Record(_ => ReceivedHttpRequest.Of(context.Request) with { Body = text });
            body.Position = 0;
            context.Request.Body = body;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            context.Abort();
            return;
        }
        await _http.HandleAsync(context, _api.AnswerAsync).ConfigureAwait(false);
    }
}
