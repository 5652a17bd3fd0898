using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Http;

namespace RocketControl.Client.Transports;

/// <summary>
/// Controls runs on a RocketRide server over HTTP, for where no WebSocket can be had (RocketRide protocol §7). Starts, feeds, asks and terminates; events are
/// made by asking. Thread-safe.
/// </summary>
public sealed class RocketRideHttpTransport : IRunTransport
{
    private const int MostThreads = 64;

    private readonly RocketRideOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RocketRideHttp _http;
    private readonly KnownRuns _runs;

    /// <summary>Creates the transport. Nothing is sent yet.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public RocketRideHttpTransport(RocketRideOptions options)
        : this(options, new KnownRuns())
    {
    }

    internal RocketRideHttpTransport(RocketRideOptions options, KnownRuns runs)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _runs = runs;
        _time = options.TimeProvider;
        _logger = options.CreateLogger<RocketRideHttpTransport>();
        _http = new RocketRideHttp(
            RocketRideEndpoint.Of(options),
            options,
            (exception, repetition) => RocketRideLog.Retrying(_logger, exception.Operation, repetition, exception.Message));
    }

    /// <inheritdoc/>
    public string Name => "RocketRide over HTTP";

    /// <inheritdoc/>
    public RunCapabilities Capabilities => RocketRideCapabilities.OverHttp;

    /// <inheritdoc/>
    ILogger IRunTransport.Logger => _logger;

    /// <summary>Asks the server for its version: a sign of life that needs no session (RocketRide protocol §7.2, <c>GET /version</c>).</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunControlException">There was none.</exception>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken = default)
    {
        var data = await _http.CallAsync(
            RunOperation.Probe, static () => new HttpRequestMessage(HttpMethod.Get, "version"), _options.CallTimeout, repeatable: true, cancellationToken)
            .ConfigureAwait(false);
        return data.Text("version"u8) ?? throw new RunProtocolException(
            "The server does not tell its version.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Probe));
    }

    /// <inheritdoc/>
    public async Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        UseArguments.Validate(options);
        RefuseWhatHttpCannotCarry(options);

        var definition = RocketRidePipeline.From(pipeline, RunOperation.Use);
        var document = options.Source is { } source ? WithSource(definition, source) : definition.ToString();
        var query = (options.Token is { } token ? $"token={Uri.EscapeDataString(token)}&" : "") + $"threads={options.Threads ?? MostThreads}";
        try
        {
            var data = await _http.CallAsync(
                RunOperation.Use,
                () => new HttpRequestMessage(HttpMethod.Post, $"task?{query}") { Content = new StringContent(document, Encoding.UTF8, "application/json") },
                _options.UseTimeout,
                repeatable: false,
                cancellationToken).ConfigureAwait(false);
            var run = new Run(RunBackend.RocketRide, data.Text("token"u8) is { Length: > 0 } started ? started : throw new RunProtocolException(
                "The server says that the run is up but gives no token for it, so it cannot be controlled.",
                new RunErrorContext(RunBackend.RocketRide, RunOperation.Use) { OutcomeUnknown = true }))
            {
                ProjectId = definition.ProjectId,
                Source = options.Source ?? definition.Source,
            };
            run = run.Source is null ? run : run with { DisplayId = TaskIdentity.DisplayId(run.Id, run.Source) };
            _runs.Begin(run.Id);
            RocketRideLog.RunStarted(_logger, run.ToString());
            return run;
        }
        catch (RunControlException exception) when (exception.OutcomeUnknown)
        {
            exception.ExpectedRunId = options.Token;
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Run> AttachAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var status = await AskStatusAsync(run, RunOperation.Attach, cancellationToken).ConfigureAwait(false);
        if (status is { IsTerminal: false, State: not RunState.Stopping })
            _runs.Begin(run.Id);
        return status.Run;
    }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Provider is not null)
            throw NotOverHttp("SendOptions.Provider", RunOperation.Send);
        var sends = _runs.GetOrAdd(run.Id).Sends;
        if (!sends.TryEnter())
        {
            throw new RunNotRunningException(
                $"{run} was ended by this client, or is being ended or restarted, and takes no more data.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
        }
        try
        {
            var carried = new CarriedObject(content, options);
            await using (carried.ConfigureAwait(false))
            {
                var answer = await _http.CallAsync(
                    RunOperation.Send,
                    async token => new HttpRequestMessage(HttpMethod.Post, $"task/data?token={Uri.EscapeDataString(run.Id)}")
                    {
                        Content = await carried.OpenAsync(token).ConfigureAwait(false),
                    },
                    options.Timeout ?? _options.SendTimeout,
                    repeatable: false,
                    cancellationToken).ConfigureAwait(false);
                await carried.NoteTakenAsync(cancellationToken).ConfigureAwait(false);
                return EmptyResults.Explain(HttpSendResultReader.Read(answer), run, options, carried.BytesRead, carried.IsReadable, _logger);
            }
        }
        finally
        {
            sends.Leave();
        }
    }

    /// <summary>Refused: a request has one body, and what became of it is known only behind its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken) => throw new RunNotSupportedException(
        "A pipe cannot be carried over HTTP. Use SendAsync with a stream, or RocketRideTransportMode.WebSocket.",
        new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));

    /// <inheritdoc/>
    public Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return AskStatusAsync(run, RunOperation.GetStatus, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RunEvent> WatchAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return PollingWatch.WatchAsync(
            run,
            (known, token) => AskStatusAsync(known, RunOperation.Watch, token),
            known => IsTerminatedByUs(known) ? RunState.Cancelled : RunState.Stopped,
            _time,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        return new Termination(this, run, options, _runs.GetOrAdd(run.Id), TellServerAsync, _time, _logger).RunAsync(cancellationToken);

        Task TellServerAsync(CancellationToken token) => _http.CallAsync(
            RunOperation.Terminate,
            () => new HttpRequestMessage(HttpMethod.Delete, TaskAddress(run)),
            _options.CallTimeout,
            repeatable: true,
            token);
    }

    /// <summary>Not over HTTP (RocketRide protocol §7.4).</summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">What to run.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken) =>
        throw Missing(RunCapability.Restart, RunOperation.Restart);

    /// <summary>Not over HTTP (RocketRide protocol §7.4).</summary>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken) => throw Missing(RunCapability.List, RunOperation.List);

    /// <summary>Closes the connections. Runs go on.</summary>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<RunStatus> AskStatusAsync(Run run, RunOperation operation, CancellationToken cancellationToken)
    {
        var status = await _http.AskAsync(
            operation,
            _ => new(new HttpRequestMessage(HttpMethod.Get, TaskAddress(run))),
            (ref reader, text) => ReadStatus(ref reader, text, run),
            _options.CallTimeout,
            repeatable: true,
            cancellationToken).ConfigureAwait(false)
            ?? throw new RunProtocolException(
                "The server's status has no state, or is no JSON object.", new RunErrorContext(RunBackend.RocketRide, operation));
        _runs.GetOrAdd(run.Id).Note(status);
        return status;
    }

    private RunStatus? ReadStatus(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, Run run)
    {
        var start = (int)reader.TokenStartIndex;
        return TaskStatusMembers.Read(ref reader) is { } members
            ? TaskStatusReader.Read(members, text[start..(int)reader.BytesConsumed], run, IsTerminatedByUs(run), _time.GetUtcNow(), RunStatusSource.Native)
            : null;
    }

    private bool IsTerminatedByUs(Run run) => _runs.Find(run.Id)?.TerminationAsked ?? false;

    private static string TaskAddress(Run run) => $"task?token={Uri.EscapeDataString(run.Id)}";

    private static string WithSource(RocketRidePipeline pipeline, string source)
    {
        var document = JsonNode.Parse(pipeline.ToString())!.AsObject();
        document["source"] = source;
        return document.ToJsonString();
    }

    private static void RefuseWhatHttpCannotCarry(UseOptions options)
    {
        (bool IsSet, string Name)[] absent =
        [
            (options.TimeToLive is not null, nameof(UseOptions.TimeToLive)),
            (options.UseExisting, nameof(UseOptions.UseExisting)),
            (options.Arguments.Count > 0, nameof(UseOptions.Arguments)),
            (options.TraceLevel is not null, nameof(UseOptions.TraceLevel)),
            (options.Name is not null, nameof(UseOptions.Name)),
            (options.Environment.Count > 0, nameof(UseOptions.Environment)),
            (options.TeamId is not null, nameof(UseOptions.TeamId)),
            (options.Threads > MostThreads, $"{nameof(UseOptions.Threads)} above {MostThreads}"),
        ];
        foreach (var (isSet, name) in absent)
        {
            if (isSet)
                throw NotOverHttp($"UseOptions.{name}", RunOperation.Use);
        }
    }

    private static RunNotSupportedException Missing(RunCapability capability, RunOperation operation) => new(
        RocketRideCapabilities.OverHttp[capability].Note!, new RunErrorContext(RunBackend.RocketRide, operation));

    private static RunNotSupportedException NotOverHttp(string what, RunOperation operation) => new(
        $"{what} cannot be carried over HTTP. Leave it out, or use RocketRideTransportMode.WebSocket.", new RunErrorContext(RunBackend.RocketRide, operation));
}
