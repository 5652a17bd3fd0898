using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Transports;

/// <summary>
/// Controls runs on VectorShift over its REST API (VectorShift protocol §2). Runs are streamed, so that they are known from their first event on; their status is made of
/// what this client saw. Thread-safe.
/// </summary>
public sealed partial class VectorShiftTransport : IRunTransport
{
    private readonly VectorShiftOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly VectorShiftHttp _http;
    private readonly KnownRuns _runs;
    private readonly ConcurrentDictionary<RunStart, bool> _starts = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;

    /// <summary>Creates the transport. Nothing is sent yet.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public VectorShiftTransport(VectorShiftOptions options)
        : this(options, connections: null)
    {
    }

    internal VectorShiftTransport(VectorShiftOptions options, HttpMessageHandler? connections)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _time = options.TimeProvider;
        _logger = options.CreateLogger<VectorShiftTransport>();
        _runs = new KnownRuns(options);
        _closed = _closing.Token;
        Capabilities = VectorShiftCapabilities.Of(options);
        _http = new VectorShiftHttp(
            options, connections, (exception, repetition) => VectorShiftLog.Retrying(_logger, exception.Operation, repetition, exception.Message));
    }

    /// <inheritdoc/>
    public string Name => "VectorShift over HTTP";

    /// <inheritdoc/>
    public RunCapabilities Capabilities { get; }

    /// <inheritdoc/>
    ILogger IRunTransport.Logger => _logger;

    /// <inheritdoc/>
    public async Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        Enter(cancellationToken);
        var definition = VectorShiftPipeline.From(pipeline, RunOperation.Use);
        MeaninglessOptions.Refuse(options);
        if (!definition.IsStreamed)
            return (await RunAsync(definition, cancellationToken).ConfigureAwait(false)).Run;

        using var deadline = new HttpDeadline(_options.UseTimeout, _time, cancellationToken);
        var start = new RunStart(definition, _http, _runs, _options, _logger);
        _starts[start] = true;
        _ = ReadAsync(start, deadline.Token); // Owned by _starts, and waited for in DisposeAsync.
        try
        {
            return await start.Started.WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw deadline.Explain(exception, (timeout, cause) => new RunTimeoutException(
                $"The run did not name itself within {timeout.TotalSeconds:0.###} s. It may have started; it is remembered when it names itself later.",
                new RunErrorContext(RunBackend.VectorShift, RunOperation.Use) { OutcomeUnknown = start.HasLeft },
                cause)
            {
                Timeout = timeout,
            });
        }
    }

    /// <summary>
    /// Takes hold of a run by the pipeline's id and its own. Whether there is such a run can be found out only with <see cref="VectorShiftOptions.StatusRoute"/>.
    /// </summary>
    /// <param name="run">The run; its id is <c>pipeline/run</c>, see <see cref="VectorShiftRunId"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The status route does not know it.</exception>
    public async Task<Run> AttachAsync(Run run, CancellationToken cancellationToken)
    {
        var known = Enter(run, RunOperation.Attach, cancellationToken);
        if (_options.StatusRoute is not null)
            await AskStatusAsync(known, RunOperation.Attach, cancellationToken).ConfigureAwait(false);
        return known.Run;
    }

    /// <summary>Refused: inputs belong to the start of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="content">The content.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.Send, RunOperation.Send);

    /// <summary>Refused: inputs belong to the start of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.OpenPipe, RunOperation.Send);

    /// <summary>
    /// Tells what is known of a run: asked for, with <see cref="VectorShiftOptions.StatusRoute"/>; otherwise from what this client saw, which
    /// <see cref="RunStatus.Source"/> and <see cref="RunStatus.IsStale"/> tell. An end that was seen is not asked for again.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken)
    {
        var known = Enter(run, RunOperation.GetStatus, cancellationToken);
        return _options.StatusRoute is null || known.Status.IsTerminal
            ? known.Status
            : await AskStatusAsync(known, RunOperation.GetStatus, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Follows a run: what this client has seen of it since its start, as far as it is kept (<see cref="VectorShiftOptions.EventBufferSize"/>), then what comes.
    /// Outputs are <see cref="VectorShiftOutput"/> events.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the watching.</param>
    /// <exception cref="RunNotSupportedException">This client does not stream the run, and there is no <see cref="VectorShiftOptions.StatusRoute"/>.</exception>
    /// <exception cref="RunConnectionLostException">The run's stream broke.</exception>
    public IAsyncEnumerable<RunEvent> WatchAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return FollowAsync(run, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var known = Enter(run, RunOperation.Terminate, cancellationToken);
        return await new VectorShiftTermination(
            this,
            run,
            known,
            options,
            token => TellToEndAsync(run, token),
            () => known.IsStreamed || known.Status.IsTerminal || _options.StatusRoute is not null,
            _time,
            _logger).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refused: a run cannot be started again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">What to run.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.Restart, RunOperation.Restart);

    /// <inheritdoc/>
    public async Task PauseAsync(Run run, CancellationToken cancellationToken)
    {
        var known = Enter(run, RunOperation.Pause, cancellationToken);
        await HaltAsync(run, RunOperation.Pause, "pause", id => RequestMember.Text("run_id", id), cancellationToken).ConfigureAwait(false);
        known.NotePaused(true);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        var known = Enter(run, RunOperation.Resume, cancellationToken);
        // A list, although it is one run: pause and resume differ in this.
        await HaltAsync(run, RunOperation.Resume, "resume", id => RequestMember.List("run_ids", id), cancellationToken).ConfigureAwait(false);
        known.NotePaused(false);
    }

    /// <summary>Refused: VectorShift does not tell of its runs.</summary>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken) => throw Capabilities.NotSupported(RunCapability.List, RunOperation.List);

    /// <summary>Closes the streams. VectorShift does not say what becomes of a run whose stream is closed; to end it, terminate it before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed.IsCancellationRequested)
            return;
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_starts.Keys.Select(start => start.Finished)).ConfigureAwait(false);
        _http.Dispose();
        _closing.Dispose();
    }

    private async Task ReadAsync(RunStart start, CancellationToken callerLeaves)
    {
        await start.ReadAsync(callerLeaves, _closed).ConfigureAwait(false);
        _starts.TryRemove(start, out _);
    }

    private async Task<RunStatus> AskStatusAsync(KnownRun known, RunOperation operation, CancellationToken cancellationToken)
    {
        var route = Routes.Status(_options.StatusRoute!, VectorShiftRunId.Of(known.Run, operation));
        var answer = await _http.CallAsync(operation, HttpMethod.Get, route, body: null, cancellationToken).ConfigureAwait(false);
        return known.NoteNative(StatusReader.Read(answer, known, operation, _time.GetUtcNow()));
    }

    private Task<JsonElement> TellToEndAsync(Run run, CancellationToken cancellationToken)
    {
        var id = VectorShiftRunId.Of(run, RunOperation.Terminate);
        return _http.CallAsync(
            RunOperation.Terminate,
            HttpMethod.Post,
            Routes.Of(id.PipelineId, "terminate"),
            () => RequestBody.Create(_options.BodyFormat, [RequestMember.Text("run_id", id.RunId)]),
            cancellationToken);
    }

    private Task HaltAsync(Run run, RunOperation operation, string action, Func<string, RequestMember> member, CancellationToken cancellationToken)
    {
        var id = VectorShiftRunId.Of(run, operation);
        return _http.HaltAsync(
            operation, Routes.Of(id.PipelineId, action), () => RequestBody.Create(_options.BodyFormat, [member(id.RunId)]), cancellationToken);
    }

    private void Enter(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private KnownRun Enter(Run run, RunOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        Enter(cancellationToken);
        return _runs.GetOrAdd(VectorShiftRunId.Of(run, operation).ToRun());
    }

    private static void RefuseIfFailed(JsonElement answer, RunOperation operation)
    {
        if (VectorShiftErrors.IsFailed(answer))
            throw VectorShiftErrors.OfFailedReply(answer, operation);
    }
}
