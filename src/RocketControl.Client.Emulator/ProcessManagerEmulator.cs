using System.Text;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.Processes;

namespace RocketControl.Client.Emulator;

/// <summary>
/// A process manager with a REST API in this process, on a real loopback socket (process protocol). It controls real processes of the operating system, but only
/// those that it started itself, each in a process group of its own.
/// </summary>
public sealed class ProcessManagerEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Ledger<ReceivedHttpRequest> _ledger = new(request => request.Body?.Length ?? 0);
    private readonly ProcessTable _table;
    private readonly ProcessRoutes _routes;
    private readonly FaultyHttp _http;
    private LoopbackServer? _listener;

    private ProcessManagerEmulator(ProcessManagerEmulatorOptions options)
    {
        Options = options;
        _table = new ProcessTable(options);
        _routes = new ProcessRoutes(options, _table);
        _http = new FaultyHttp(Faults.Book, options.TimeProvider, _stopping.Token);
    }

    /// <summary>The options that the emulator was started with.</summary>
    public ProcessManagerEmulatorOptions Options { get; }

    /// <summary>The base address, <c>http://127.0.0.1:port</c> and the base path.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Faults to inject.</summary>
    public HttpFaults Faults { get; } = new();

    /// <summary>The newest 10,000 requests in the order of arrival.</summary>
    public IReadOnlyList<ReceivedHttpRequest> ReceivedRequests => _ledger.Snapshot();

    /// <summary>Starts a server, with no process yet.</summary>
    /// <param name="options">How it behaves; null for all defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static async Task<ProcessManagerEmulator> StartAsync(
        ProcessManagerEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new ProcessManagerEmulator((options ?? new ProcessManagerEmulatorOptions()).Validated());
        try
        {
            emulator._listener = await LoopbackServer.StartAsync(emulator.Options.Port, emulator.HandleAsync, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            emulator._stopping.Dispose();
            throw;
        }
        emulator.Endpoint = new Uri($"http://127.0.0.1:{emulator._listener.Port}{emulator.Options.BasePath}");
        return emulator;
    }

    /// <summary>Starts a process and puts it under the server's control. Over the API nobody can: there is no such route.</summary>
    /// <param name="options">What kind of process; null for an ordinary one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It did not come up.</exception>
    public async Task<EmulatorProcess> StartProcessAsync(EmulatorProcessOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        EmulatorProcess process = await ChildProgram
            .StartAsync(options ?? new EmulatorProcessOptions(), Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        _table.Add(process);
        return process;
    }

    /// <summary>Waits for a request; one that has already come counts, the oldest first.</summary>
    /// <param name="method">Its method, such as <c>POST</c>.</param>
    /// <param name="path">Its path, such as <c>/api/processes/list</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before such a request came.</exception>
    public Task<ReceivedHttpRequest> WaitForRequestAsync(string method, string path, CancellationToken cancellationToken = default) =>
        _ledger.WaitAsync(request => request.Method == method && request.Path == path, cancellationToken);

    /// <summary>Stops the server and kills the processes that are left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_listener is not null)
            await _listener.DisposeAsync().ConfigureAwait(false);
        foreach (EmulatorProcess process in _table.Started)
            await process.EndForGoodAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        string body;
        using (var reader = new StreamReader(context.Request.Body, Encoding.UTF8))
            body = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        ReceivedHttpRequest request = ReceivedHttpRequest.Of(context.Request) with { Body = body };
        _ledger.Record(_ => request);
        await _http.HandleAsync(context, execute => _routes.AnswerAsync(execute.Request, body, execute.RequestAborted)).ConfigureAwait(false);
    }
}
