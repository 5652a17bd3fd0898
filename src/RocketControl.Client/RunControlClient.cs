using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client;

/// <summary>
/// Starts, feeds, watches and ends runs. Thread-safe; one client serves a whole process. Creating it does no I/O; disposing it leaves the runs alone.
/// Every call has a deadline and fails with a <see cref="RunControlException"/>; a cancelled token gives <see cref="OperationCanceledException"/>,
/// a client that was disposed of <see cref="ObjectDisposedException"/>. All members can be overridden for tests.
/// </summary>
public partial class RunControlClient : IAsyncDisposable
{
    private readonly ObservedTransport? _transport;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Creates a client over a transport, which it then owns.</summary>
    /// <param name="transport">The way to the backend.</param>
    /// <param name="timeProvider">The clock for waiting; null for <see cref="TimeProvider.System"/>.</param>
    public RunControlClient(IRunTransport transport, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _time = timeProvider ?? TimeProvider.System;
        _transport = new ObservedTransport(transport, _time);
        _logger = transport.Logger;
    }

    /// <summary>For test doubles that override what they need; whatever else is called throws <see cref="NotSupportedException"/>.</summary>
    protected RunControlClient()
    {
        _time = TimeProvider.System;
        _logger = NullLogger.Instance;
    }

    /// <summary>What carries the calls right now, for people: for example <c>RocketRide over WebSocket</c>. Changes when the client falls back.</summary>
    public virtual string TransportName => Transport.Name;

    /// <summary>What the backend can do.</summary>
    public virtual RunCapabilities Capabilities => Transport.Capabilities;

    private ObservedTransport Transport => _transport ?? throw new NotSupportedException(
        "This test double of RunControlClient does not override what is called here, or what that needs, such as Capabilities.");

    /// <summary>Creates a client for a RocketRide server. Nothing is opened yet.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public static RunControlClient ForRocketRide(RocketRideOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RunControlClient(
            options.Transport switch
            {
                RocketRideTransportMode.WebSocket => new RocketRideTransport(options),
                RocketRideTransportMode.Http => new RocketRideHttpTransport(options),
                _ => RocketRideFallback.Create(options),
            },
            options.TimeProvider);
    }

    /// <summary>Creates a client for a Feldera server. Nothing is sent yet. What only Feldera has is in <see cref="FelderaTransport"/>.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public static RunControlClient ForFeldera(FelderaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RunControlClient(new FelderaTransport(options), options.TimeProvider);
    }

    /// <summary>Creates a client for VectorShift. Nothing is sent yet. What only VectorShift has is on <see cref="VectorShiftTransport"/>.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address would send the key in the clear.</exception>
    public static RunControlClient ForVectorShift(VectorShiftOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RunControlClient(new VectorShiftTransport(options), options.TimeProvider);
    }

    /// <summary>Creates a client for a process manager. Nothing is opened yet.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address is plain http to another machine.</exception>
    public static RunControlClient ForProcesses(ProcessManagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RunControlClient(new ProcessManagerTransport(options), options.TimeProvider);
    }

    /// <summary>Starts a run and returns when it is up. See <see cref="UseAsync(PipelineDefinition, UseOptions, CancellationToken)"/>.</summary>
    /// <param name="pipeline">What to run.</param>
    /// <param name="cancellationToken">Stops the waiting; a start that was sent is not taken back.</param>
    public virtual Task<Run> UseAsync(PipelineDefinition pipeline, CancellationToken cancellationToken = default) =>
        UseAsync(pipeline, new UseOptions(), cancellationToken);

    /// <summary>Starts a run and returns when it is up (RocketRide protocol §3.2). It is never sent twice.</summary>
    /// <param name="pipeline">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the waiting; a start that was sent is not taken back.</param>
    /// <exception cref="PipelineInvalidException">The server refused the pipeline.</exception>
    /// <exception cref="RunAlreadyRunningException">A run with that token is alive.</exception>
    /// <exception cref="RunStartFailedException">The run did not come up.</exception>
    /// <exception cref="RunControlException">
    /// It failed otherwise; with <see cref="RunControlException.OutcomeUnknown"/> the run may be up, under <see cref="RunControlException.ExpectedRunId"/>.
    /// </exception>
    public virtual Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        Capabilities.Require(RunCapability.Use, RunOperation.Use);
        return Transport.UseAsync(pipeline, options, cancellationToken);
    }

    /// <summary>Takes hold of a run that exists, for example one that another process started.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The server does not know it.</exception>
    public virtual Task<Run> AttachAsync(RunReference run, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(RunCapability.Attach, RunOperation.Attach);
        return Transport.AttachAsync(Resolve(run, RunOperation.Attach), cancellationToken);
    }

    /// <summary>Reads the status of a run.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public virtual Task<RunStatus> GetTaskStatusAsync(RunReference run, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(RunCapability.Status, RunOperation.GetStatus);
        return Transport.GetStatusAsync(Resolve(run, RunOperation.GetStatus), cancellationToken);
    }

    /// <summary>Ends a run in the backend's usual way; returns when it was accepted. See <see cref="TerminateAsync(RunReference, TerminateOptions, CancellationToken)"/>.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="cancellationToken">Stops the waiting; a termination that was sent is not taken back.</param>
    public virtual Task<TerminateResult> TerminateAsync(RunReference run, CancellationToken cancellationToken = default) =>
        TerminateAsync(run, new TerminateOptions(), cancellationToken);

    /// <summary>
    /// Ends a run (run model §5). Accepted is not completed: set <see cref="TerminateOptions.WaitForCompletion"/> to be sure that the run is down. A run that had
    /// ended before is a success unless <see cref="TerminateOptions.TreatAlreadyTerminatedAsSuccess"/> is off.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the waiting; a termination that was sent is not taken back.</param>
    /// <exception cref="RunNotFoundException">Neither the server nor this client knows the run.</exception>
    /// <exception cref="RunNotSupportedException">The backend does not have the mode.</exception>
    /// <exception cref="RunTimeoutException">The run was still alive when <see cref="TerminateOptions.Timeout"/> had passed.</exception>
    public virtual Task<TerminateResult> TerminateAsync(
        RunReference run, TerminateOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(Capabilities.Backend);
        Capabilities.Require(
            options.Mode switch
            {
                TerminateMode.Force => RunCapability.TerminateForce,
                TerminateMode.Checkpoint => RunCapability.TerminateCheckpoint,
                _ => RunCapability.TerminateGraceful,
            },
            RunOperation.Terminate);
        if (options.EscalateAfter is not null)
            Capabilities.Require(RunCapability.TerminateEscalate, RunOperation.Terminate);
        return Transport.TerminateAsync(Resolve(run, RunOperation.Terminate), options, cancellationToken);
    }

    /// <summary>
    /// Ends a run and starts it again, with this pipeline, under the same id; returns when it is up again (RocketRide protocol §3.2). This client's own sends that are in
    /// work may finish first, for at most 30 seconds, and new ones fail meanwhile; what others have in work is cut off. A run that has ended comes back to life as long
    /// as the server remembers it. Never sent twice, and never while another restart of the run by this client may still be under way: two at once would spoil the
    /// run for good, so keep several clients from restarting the same run.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="pipeline">
    /// What to run from now on. Its project and source do not count, the run keeps its own, as it keeps all that it was started with (environment, time to live, threads).
    /// </param>
    /// <param name="cancellationToken">Stops the waiting; a restart that was sent is not taken back.</param>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    /// <exception cref="PipelineInvalidException">The server refused the pipeline; the run goes on as it was.</exception>
    /// <exception cref="RunStartFailedException">The run was ended and did not come up again; its status tells why.</exception>
    /// <exception cref="RunControlException">It failed otherwise; with <see cref="RunControlException.OutcomeUnknown"/> the restart may still be carried out.</exception>
    public virtual Task<Run> RestartAsync(RunReference run, PipelineDefinition pipeline, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        Capabilities.Require(RunCapability.Restart, RunOperation.Restart);
        return Transport.RestartAsync(Resolve(run, RunOperation.Restart), pipeline, cancellationToken);
    }

    /// <summary>Halts a run so that it can go on later; returns when the backend accepted, its status tells when it has happened (run model §4).</summary>
    /// <param name="run">The run or its id.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunNotSupportedException">The backend cannot halt runs (RocketRide).</exception>
    /// <exception cref="RunInvalidStateException">The run is in a state that does not allow it.</exception>
    /// <exception cref="RunNotReadyException">Nothing is up that could be halted.</exception>
    public virtual Task PauseAsync(RunReference run, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(RunCapability.Pause, RunOperation.Pause);
        return Transport.PauseAsync(Resolve(run, RunOperation.Pause), cancellationToken);
    }

    /// <summary>Lets a halted run go on; returns when the backend accepted, its status tells when it has happened (run model §4).</summary>
    /// <param name="run">The run or its id.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <exception cref="RunNotSupportedException">The backend cannot halt runs (RocketRide).</exception>
    /// <exception cref="RunInvalidStateException">The run is in a state that does not allow it.</exception>
    /// <exception cref="RunNotReadyException">Nothing is up that could go on.</exception>
    public virtual Task ResumeAsync(RunReference run, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(RunCapability.Resume, RunOperation.Resume);
        return Transport.ResumeAsync(Resolve(run, RunOperation.Resume), cancellationToken);
    }

    /// <summary>Lists the runs that the caller may see. RocketRide tells of those that are up only, not of those that start, stop or have ended.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public virtual Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken = default)
    {
        Capabilities.Require(RunCapability.List, RunOperation.List);
        return Transport.ListAsync(cancellationToken);
    }

    /// <summary>Waits until a run has ended, for at most 5 minutes.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The status with the end state, which may be a failure.</returns>
    /// <exception cref="RunTimeoutException">The run was still alive when the time was over; holds the last status seen.</exception>
    public virtual Task<RunStatus> WaitAsync(RunReference run, CancellationToken cancellationToken = default) =>
        WaitAsync(run, new WaitOptions(), cancellationToken);

    /// <summary>Waits until a run has ended.</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="options">How long.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The status with the end state, which may be a failure.</returns>
    /// <exception cref="RunTimeoutException">The run was still alive when the time was over; holds the last status seen.</exception>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public virtual Task<RunStatus> WaitAsync(RunReference run, WaitOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(Capabilities.Backend);
        Capabilities.Require(RunCapability.Status, RunOperation.Wait);
        return Transport.WaitAsync(Resolve(run, RunOperation.Wait), options.Timeout, cancellationToken);
    }

    /// <summary>
    /// Follows a run: first its status, then what changes, in the order in which it happened. Ends after the <see cref="RunStatusChanged"/> with an end state. A reader
    /// that is too slow misses the oldest events and is told so by <see cref="RunEventsDropped"/>.
    /// </summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="cancellationToken">Stops the watching.</param>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public virtual IAsyncEnumerable<RunEvent> WatchAsync(RunReference run, CancellationToken cancellationToken = default)
    {
        Capabilities.Require(RunCapability.Watch, RunOperation.Watch);
        return Transport.WatchAsync(Resolve(run, RunOperation.Watch), cancellationToken);
    }

    /// <summary>Closes the connection. Runs go on; calls under way fail.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (_transport is not null)
            await _transport.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private Run Resolve(RunReference run, RunOperation operation) => run.Resolve(Capabilities.Backend, operation);
}
