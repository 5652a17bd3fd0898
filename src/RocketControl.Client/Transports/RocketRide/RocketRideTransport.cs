using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Telemetry;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Accounts;
using RocketControl.Client.Transports.RocketRide.Billing;
using RocketControl.Client.Transports.RocketRide.Deployments;
using RocketControl.Client.Transports.RocketRide.Profiling;

namespace RocketControl.Client.Transports;

/// <summary>
/// Controls runs on a RocketRide server over one WebSocket, which is opened at the first call, shared by all, and opened again when it was lost. Thread-safe.
/// Use it directly for what only RocketRide has; hand it to a <see cref="RunControlClient"/> for the rest.
/// </summary>
public sealed partial class RocketRideTransport : IRunTransport
{
    internal const string NameOfTransport = "RocketRide over WebSocket";

    private readonly RocketRideOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Monitors _monitors;
    private readonly ConnectionStates _states;
    private readonly RocketRideConnector _connector;
    private readonly SharedConnection _connection;
    private readonly KnownRuns _runs;
    private readonly RocketRideReads _reads;
    private readonly CallObserver _connects;

    /// <summary>Creates the transport. Nothing is opened yet.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public RocketRideTransport(RocketRideOptions options)
        : this(options, new KnownRuns())
    {
    }

    internal RocketRideTransport(RocketRideOptions options, KnownRuns runs)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _runs = runs;
        _time = options.TimeProvider;
        _logger = options.CreateLogger<RocketRideTransport>();
        Feeds = new RunFeeds(options.EventBufferSize);
        _monitors = new Monitors(options.CallTimeout, _logger);
        _states = new ConnectionStates(options.OnConnectionStateChanged, _logger);
        _connector = new RocketRideConnector(
            RocketRideEndpoint.Of(options), options, new ConnectionHooks(new ArrivalCounter(), Feeds.Deliver, OnConnectionLost), _logger);
        _connects = new CallObserver(static () => (RunBackend.RocketRide, NameOfTransport), options.TimeProvider);
        _connection = new SharedConnection(ConnectAsObservedAsync, options, _states, _logger);
        Caller = new RocketRideCaller(_connection, options, _logger);
        Abandoned = new AbandonedPipes(_logger);
        _reads = new RocketRideReads(Caller);
        Store = new RocketRideStore(Caller, _logger);
        Deployments = new RocketRideDeployments(Caller);
        Profiler = new RocketRideProfiler(Caller);
        Account = new RocketRideAccountManagement(Caller);
        Billing = new RocketRideBilling(Caller);
    }

    /// <inheritdoc/>
    public string Name => NameOfTransport;

    /// <inheritdoc/>
    public RunCapabilities Capabilities => RocketRideCapabilities.OverWebSocket;

    /// <inheritdoc/>
    ILogger IRunTransport.Logger => _logger;

    /// <summary>How the client stands with the server.</summary>
    public RocketRideConnectionState ConnectionState => _states.Current;

    /// <summary>
    /// How many objects were left half-sent since this transport was created, because something failed or was cancelled. The protocol cannot take an object back, so
    /// the server drops it by itself; until then, 60 to 90 seconds, it takes up one of its run's threads (RocketRide protocol §5.3).
    /// </summary>
    public long AbandonedPipes => Abandoned.Count;

    internal RocketRideCaller Caller { get; }

    internal RunFeeds Feeds { get; }

    internal AbandonedPipes Abandoned { get; }

    /// <summary>Connects and logs in now instead of at the first call.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Who the server takes this client for.</returns>
    /// <exception cref="RunConnectionFailedException">No connection could be made.</exception>
    /// <exception cref="RunAuthenticationException">The credential was refused.</exception>
    public async Task<RocketRideAccount> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var connection = await _connection.GetAsync(cancellationToken).ConfigureAwait(false);
        return connection.Account;
    }

    /// <summary>Asks the server for a sign of life.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunControlException">There was none.</exception>
    public Task PingAsync(CancellationToken cancellationToken = default) =>
        Caller.CallAsync(RunOperation.Ping, RocketRideRequests.Ping, _options.CallTimeout, repeatable: true, cancellationToken);

    /// <inheritdoc/>
    public async Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        UseArguments.Validate(options);
        var document = RocketRidePipeline.From(pipeline, RunOperation.Use);
        if (options.TimeToLive is { TotalSeconds: > 0 and <= 60 } timeToLive)
            RocketRideLog.TimeToLiveTooShort(_logger, (long)timeToLive.TotalSeconds);
        var environment = UseArguments.SelectEnvironment(document, options, _options.EnvironmentVariable);

        var request = RocketRideRequests.Execute(document, options, environment);
        try
        {
            var reply = await Caller.CallAsync(RunOperation.Use, request, _options.UseTimeout, repeatable: false, cancellationToken).ConfigureAwait(false);
            var run = StartedTaskReader.Read(reply.Body) ?? throw new RunProtocolException(
                "The server says that the run is up but gives no token for it, so it cannot be controlled.",
                new RunErrorContext(RunBackend.RocketRide, RunOperation.Use) { OutcomeUnknown = true });
            _runs.Begin(run.Id);
            RocketRideLog.RunStarted(_logger, run.ToString());
            await RenewSubscriptionAsync(run).ConfigureAwait(false);
            return run;
        }
        catch (RunControlException exception) when (exception.OutcomeUnknown)
        {
            exception.ExpectedRunId = ExpectedToken(document, options);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<Run> AttachAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (status, _) = await AskStatusAsync(run, RunOperation.Attach, cancellationToken).ConfigureAwait(false);
        if (status is { IsTerminal: false, State: not RunState.Stopping } && _runs.Find(run.Id) is { TerminatedByUs: true })
            _runs.Begin(run.Id);
        return status.Run;
    }

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        var sends = EnterSends(run);
        try
        {
            return await new ObjectSender(this, _options, _logger).SendAsync(run, content, options, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        finally
        {
            sends.Leave();
        }
    }

    /// <inheritdoc/>
    public async Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        var sends = EnterSends(run);
        try
        {
            return await new ObjectSender(this, _options, _logger).OpenAsync(run, options, sends, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            sends.Leave();
            if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (status, _) = await AskStatusAsync(run, RunOperation.GetStatus, cancellationToken).ConfigureAwait(false);
        return status;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> WatchAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var watch = new RunWatch(run, this, _time);
        await using (watch.ConfigureAwait(false))
        {
            while (await watch.NextAsync(cancellationToken).ConfigureAwait(false) is { } next)
                yield return next;
        }
    }

    /// <inheritdoc/>
    public async Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        var restarts = _runs.GetOrAdd(run.Id).Restarts.Through;
        if (!restarts.IsCompleted)
        {
            // Ends the run if it is being started again; a restart that is still stopping it wins, so that there is another run to end when it is through (RocketRide
            // protocol §3.2).
            options = options with { TreatAlreadyTerminatedAsSuccess = true };
            await TerminateOnceAsync(run, options with { WaitForCompletion = false }, cancellationToken).ConfigureAwait(false);
            await restarts.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        return await TerminateOnceAsync(run, options, cancellationToken).ConfigureAwait(false);
    }

    private Task<TerminateResult> TerminateOnceAsync(Run run, TerminateOptions options, CancellationToken cancellationToken)
    {
        return new Termination(this, run, options, _runs.GetOrAdd(run.Id), TellServerAsync, _time, _logger).RunAsync(cancellationToken);

        Task TellServerAsync(CancellationToken token) => Caller.CallAsync(
            RunOperation.Terminate, RocketRideRequests.Terminate(run.Id), _options.CallTimeout, repeatable: true, token);
    }

    /// <inheritdoc/>
    public Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(pipeline);
        var document = RocketRidePipeline.From(pipeline, RunOperation.Restart);
        return new Restart(this, run, _runs, TellServerAsync, _options.UseTimeout, _time).RunAsync(cancellationToken);

        async Task<Run> TellServerAsync(CancellationToken token)
        {
            var reply = await Caller.CallAsync(
                RunOperation.Restart, RocketRideRequests.Restart(run.Id, document), _options.UseTimeout, repeatable: false, token).ConfigureAwait(false);
            var restarted = StartedTaskReader.Read(reply.Body) ?? throw new RunProtocolException(
                "The server says that the run is up again but not which.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Restart) { OutcomeUnknown = true });
            RocketRideLog.RunRestarted(_logger, restarted.ToString());
            return restarted;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var reply = await Caller.CallAsync(
            RunOperation.List, RocketRideRequests.ListTasks, _options.CallTimeout, repeatable: true, cancellationToken).ConfigureAwait(false);
        return TaskListReader.Read(reply.Body) ?? throw new RunProtocolException(
            "The server's list of runs is none.", new RunErrorContext(RunBackend.RocketRide, RunOperation.List));
    }

    /// <summary>Says goodbye to the server and closes the connection, within a few seconds. Runs go on. Calls under way fail.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        Feeds.Complete();
    }

    private SendGate EnterSends(Run run)
    {
        var sends = _runs.GetOrAdd(run.Id).Sends;
        return sends.TryEnter() ? sends : throw new RunNotRunningException(
            $"{run} was ended by this client, or is being ended or restarted, and takes no more data.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<(RunStatus Status, long Arrival)> AskStatusAsync(Run run, RunOperation operation, CancellationToken cancellationToken)
    {
        var reply = await Caller
            .CallAsync(operation, RocketRideRequests.Status(run.Id), _options.CallTimeout, repeatable: true, cancellationToken).ConfigureAwait(false);
        var status = ReadStatus(reply, run) ?? throw new RunProtocolException(
            "The server's status has no state, or is no JSON object.", new RunErrorContext(RunBackend.RocketRide, operation));
        return (status, reply.Arrival);
    }

    internal RunStatus? ReadStatus(DapResponse reply, Run run) => ReadStatus(reply.Body, reply.Content, run, RunStatusSource.Native);

    internal RunStatus? ReadStatus(DapEvent dapEvent, Run run) => ReadStatus(dapEvent.Body, dapEvent.Content, run, RunStatusSource.Stream);

    private RunStatus? ReadStatus(ReadOnlyMemory<byte> body, object? content, Run run, RunStatusSource source)
    {
        var status = content is TaskStatusMembers members
            ? TaskStatusReader.Read(members, body, run, IsTerminatedByUs(run), _time.GetUtcNow(), source)
            : TaskStatusReader.Read(body, run, IsTerminatedByUs(run), _time.GetUtcNow(), source);
        if (status is not null)
            _runs.GetOrAdd(run.Id).Note(status);
        return status;
    }

    internal bool IsTerminatedByUs(Run run) => _runs.Find(run.Id)?.TerminationAsked ?? false;

    /// <summary>
    /// Waits until the run is over or was restarted, either of which ends its engine; the status is null when the server did not know the run in the first place.
    /// </summary>
    internal async Task<RunStatus?> WaitForEndAsync(Run run, CancellationToken cancellationToken)
    {
        RunStatus? last = null;
        try
        {
            await foreach (var next in WatchAsync(run, cancellationToken).ConfigureAwait(false))
            {
                if (next is RunLifecycleChanged { Action: "restart" })
                    break;
                last = (next as RunStatusChanged)?.Status ?? last;
            }
        }
        catch (RunNotFoundException)
        {
            // Not there is as over as it gets.
        }
        return last;
    }

    /// <summary>A call of its own, be it part of another or nobody's.</summary>
    private Task<RocketRideConnection> ConnectAsObservedAsync(CancellationToken cancellationToken) => _connects.CallAsync(
        OperationNames.Connect, run: null, (this, cancellationToken), static call => call.Item1.ConnectAndSubscribeAsync(call.cancellationToken));

    /// <summary>A connection is handed out, and announced as made, only when everything that is wanted is subscribed to.</summary>
    private async Task<RocketRideConnection> ConnectAndSubscribeAsync(CancellationToken cancellationToken)
    {
        var connection = await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _monitors.RestoreAsync(connection, cancellationToken).ConfigureAwait(false);
            Feeds.Announce(isConnected: true);
            return connection;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (exception is DapCallException failure)
                throw RocketRideCaller.Translate(failure, RunOperation.Connect, _options.CallTimeout);
            throw;
        }
    }

    private void OnConnectionLost(DapBreak reason)
    {
        Feeds.Announce(isConnected: false);
        _connection.OnLost(reason);
    }

    /// <summary>The token that a start would have given, as far as it can be told.</summary>
    private string? ExpectedToken(RocketRidePipeline pipeline, UseOptions options)
    {
        if (options.Token is not null)
            return options.Token;
        return (pipeline.ProjectId, options.Source ?? pipeline.Source, _connection.LastUserId) is ({ } project, { } source, { } user)
            ? TaskIdentity.DeriveToken(project, source, user)
            : null;
    }
}
