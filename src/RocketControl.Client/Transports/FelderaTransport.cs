using System.Text.Json;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Transports;

/// <summary>
/// Controls pipelines on a Feldera server (Feldera protocol §6, §8). A run is addressed by its pipeline's name; <see cref="Run.Instance"/> is its
/// deployment. Beyond what every transport does it has what only Feldera has: definitions, typed data, queries, checkpoints, connectors, diagnostics.
/// Thread-safe.
/// </summary>
public sealed partial class FelderaTransport : IRunTransport
{
    private readonly FelderaOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FelderaHttp _http;
    private readonly KnownPipelines _known = new();
    private readonly FelderaWaits _waits;
    private readonly FelderaCheckpoints _checkpoints;
    private readonly FelderaStart _start;
    private readonly FelderaDefinitions _definitions;
    private readonly FelderaIngress _ingress;
    private volatile RunCapabilities _capabilities = FelderaCapabilities.Unknown;

    /// <summary>Creates the transport. Nothing is sent yet.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public FelderaTransport(FelderaOptions options)
        : this(options, connections: null)
    {
    }

    internal FelderaTransport(FelderaOptions options, HttpMessageHandler? connections)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _time = options.TimeProvider;
        _logger = options.CreateLogger<FelderaTransport>();
        _http = new FelderaHttp(
            options, connections, (exception, repetition) => FelderaLog.Retrying(_logger, exception.Operation, repetition, exception.Message));
        _waits = new FelderaWaits(_http, _known, _time);
        _checkpoints = new FelderaCheckpoints(_http, _waits, options);
        _start = new FelderaStart(_http, _waits, _known, options);
        _definitions = new FelderaDefinitions(_http);
        _ingress = new FelderaIngress(_http, _waits, _known, options);
    }

    /// <inheritdoc/>
    public string Name => "Feldera over HTTP";

    /// <summary>
    /// What the backend can do. What depends on the server's edition is conditional until <see cref="GetConfigurationAsync"/> has told which one it is.
    /// </summary>
    public RunCapabilities Capabilities => _capabilities;

    /// <inheritdoc/>
    ILogger IRunTransport.Logger => _logger;

    /// <summary>
    /// Creates or replaces the pipeline, unless it is an existing one, waits until exactly that version of its program is compiled, and starts it
    /// (Feldera protocol §6, §8). Returns when it is up; one that waits for an approval counts as up, is logged as a warning, and shows in its
    /// status.
    /// </summary>
    /// <param name="pipeline">A <see cref="FelderaPipeline"/>.</param>
    /// <param name="options">
    /// <see cref="UseOptions.UseExisting"/> takes a pipeline of that name as it is when it is alive; <see cref="UseOptions.Source"/> is the table
    /// that data goes to. Whatever else is set there has no meaning for Feldera and is refused before anything is sent.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="PipelineInvalidException">The program does not compile, or the definition is refused.</exception>
    /// <exception cref="RunAlreadyRunningException">The pipeline is alive, so its program cannot be replaced.</exception>
    /// <exception cref="RunStartFailedException">It did not come up.</exception>
    public async Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        var definition = FelderaPipeline.From(pipeline, RunOperation.Use);
        FelderaUseOptions.RefuseWhatHasNoMeaning(options);
        definition.Start.Validate(RunOperation.Use);
        var run = new Run(RunBackend.Feldera, definition.Name) { DisplayId = definition.Name, Source = options.Source };
        try
        {
            return options.UseExisting && await TakeAliveAsync(run, definition, cancellationToken).ConfigureAwait(false) is { } alive
                ? alive
                : await BringUpAsync(run, definition, RunOperation.Use, cancellationToken).ConfigureAwait(false);
        }
        catch (RunControlException exception) when (exception.OutcomeUnknown)
        {
            exception.ExpectedRunId = definition.Name;
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Run> AttachAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var info = await _waits.AskAsync(run.Id, RunOperation.Attach, cancellationToken).ConfigureAwait(false);
        return run with { Instance = info.DeploymentId ?? run.Instance, DisplayId = info.Name };
    }

    /// <summary>Reads the status of a run, with the counts of what went in as long as it is deployed.</summary>
    /// <param name="run">The run. One with an <see cref="Run.Instance"/> is over when another run has its name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return AskStatusAsync(run, RunOperation.GetStatus, cancellationToken);
    }

    /// <summary>Follows a run by asking for its status again and again: often at first, then every two seconds (run model §6).</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the watching.</param>
    public IAsyncEnumerable<RunEvent> WatchAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return PollingWatch.WatchAsync(run, (known, token) => AskStatusAsync(known, RunOperation.Watch, token), _ => RunState.Stopped, _time, cancellationToken);
    }

    /// <summary>
    /// Ends a run (Feldera protocol §7). Graceful saves its state first and needs the Enterprise edition, as does <see
    /// cref="TerminateMode.Checkpoint"/>, which saves and then ends by force. <see cref="TerminateMode.Default"/> is graceful; nothing falls back to
    /// force unless the options say so.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the waiting; a termination that was sent is not taken back.</param>
    /// <exception cref="RunNotSupportedException">The server's edition cannot save states.</exception>
    /// <exception cref="RunGoneException">Another run has the name, and <see cref="TerminateOptions.VerifyInstance"/> is on.</exception>
    /// <exception cref="RunTerminationFailedException">A graceful end failed on the way.</exception>
    /// <exception cref="RunInvalidStateException">The pipeline cannot end gracefully now, for example because it stands by.</exception>
    public async Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        var stops = new FelderaStops(_http, _checkpoints, _options);
        return await new FelderaTermination(run, options, stops, _waits, _known[run.Id], _time, _logger).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends a run by force, waits until it is down, and starts it again. Work since the last checkpoint is lost; to keep it, terminate gracefully and use the
    /// pipeline again.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">A <see cref="FelderaPipeline"/> of the same name; <see cref="FelderaPipeline.Existing"/> to leave the program as it is.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    public async Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(pipeline);
        var definition = FelderaPipeline.From(pipeline, RunOperation.Restart);
        if (definition.Name != run.Id)
        {
            throw new RunInvalidArgumentException(
                $"A restart keeps the name: give a pipeline called {run.Id}, not {definition.Name}.", new RunErrorContext(RunBackend.Feldera, RunOperation.Restart));
        }
        definition.Start.Validate(RunOperation.Restart);
        var end = new TerminateOptions { Mode = TerminateMode.Force, WaitForCompletion = true, Timeout = _options.StartTimeout };
        await TerminateAsync(run, end, cancellationToken).ConfigureAwait(false);
        return await BringUpAsync(run with { Instance = null, DisplayId = run.Id }, definition, RunOperation.Restart, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task PauseAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _http.CallAsync(FelderaRequest.Post(RunOperation.Pause, FelderaPath.Pipeline(run.Id, "pause"), run.Id), cancellationToken);
    }

    /// <inheritdoc/>
    public Task ResumeAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _http.CallAsync(FelderaRequest.Post(RunOperation.Resume, FelderaPath.Pipeline(run.Id, "resume"), run.Id), cancellationToken);
    }

    /// <summary>Lists all pipelines of the tenant, those that do not run as well.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await ListPipelinesAsync(cancellationToken).ConfigureAwait(false)).Select(static info => new RunSummary(
            new Run(RunBackend.Feldera, info.Name) { Instance = info.DeploymentId, DisplayId = info.Name }, info.Name, info.Description, info.Status)
        {
            Raw = info.Raw,
        }),
    ];

    /// <summary>Closes the connections. Runs go on.</summary>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A pipeline that is up, or on its way up, when there is one.</summary>
    private async Task<Run?> TakeAliveAsync(Run run, FelderaPipeline definition, CancellationToken cancellationToken)
    {
        FelderaPipelineInfo info;
        try
        {
            info = await _waits.AskAsync(run.Id, RunOperation.Use, cancellationToken).ConfigureAwait(false);
        }
        catch (RunNotFoundException)
        {
            return null;
        }
        if (_waits.Interpret(run, info) is not { IsTerminal: false, State: not RunState.Stopping })
            return null;
        var start = definition.Start with { Initial = FelderaInitialState.Standby };
        return await _start.WaitUntilUpAsync(run, start, RunOperation.Use, cancellationToken).ConfigureAwait(false) with { Reused = true };
    }

    private async Task<Run> BringUpAsync(Run run, FelderaPipeline definition, RunOperation operation, CancellationToken cancellationToken)
    {
        var put = definition.Sql is null ? null : await _definitions.PutAsync(definition, operation, cancellationToken).ConfigureAwait(false);
        var status = await _start.RunAsync(run, put?.ProgramVersion, definition.Start, operation, cancellationToken).ConfigureAwait(false);
        NoteUp(status);
        return status.Run with { Reused = !put?.IsAtRest };
    }

    private void NoteUp(RunStatus status)
    {
        FelderaLog.Started(_logger, status.Run.Id, status.RawState);
        if (status.RawState == FelderaWords.AwaitingApproval)
            FelderaLog.AwaitsApproval(_logger, status.Run.Id);
    }

    private async Task<RunStatus> AskStatusAsync(Run run, RunOperation operation, CancellationToken cancellationToken)
    {
        var status = _waits.Interpret(run, await _waits.AskAsync(run.Id, operation, cancellationToken).ConfigureAwait(false));
        if (status.RawState is not (FelderaWords.Running or FelderaWords.Paused) || status.IsTerminal)
            return status;
        try
        {
            var stats = new FelderaStats(await GetOnceAsync(run.Id, "stats", operation, cancellationToken).ConfigureAwait(false));
            return stats.AddTo(status);
        }
        catch (RunControlException exception) when (exception is not RunAuthenticationException)
        {
            // The state is what was asked for; the counts come when the pipeline can give them.
            return status;
        }
    }

    private Task<JsonElement> GetOnceAsync(string name, string what, RunOperation operation, CancellationToken cancellationToken) => _http.CallJsonAsync(
        FelderaRequest.Get(operation, FelderaPath.Pipeline(name, what), name) with { Repetition = FelderaRepetition.Never }, cancellationToken);

    private static Run Resolve(RunReference pipeline, RunOperation operation) => pipeline.Resolve(RunBackend.Feldera, operation);
}
