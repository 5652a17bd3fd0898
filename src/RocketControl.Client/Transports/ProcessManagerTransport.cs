using System.Globalization;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;
using RocketControl.Client.Transports.Processes;

namespace RocketControl.Client.Transports;

/// <summary>
/// Controls processes through a process manager's REST API (process protocol), whichever of its two dialects the server speaks; what it can do is found out from its
/// answers. A run is a process and its id the pid. Thread-safe.
/// </summary>
public sealed class ProcessManagerTransport : IRunTransport
{
    /// <summary>So much of what is no pid is repeated in the message.</summary>
    private const int LongestQuote = 50;

    /// <summary>The dashboard takes the server a second (run model §6).</summary>
    private static readonly TimeSpan DashboardPause = TimeSpan.FromSeconds(2);

    private readonly ProcessRoutes _routes = new();

    /// <summary>Creates the transport. Nothing is sent yet.</summary>
    /// <param name="options">The server and how to reach it.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable, or the address is plain http to another machine.</exception>
    public ProcessManagerTransport(ProcessManagerOptions options)
        : this(options, connections: null)
    {
    }

    internal ProcessManagerTransport(ProcessManagerOptions options, HttpMessageHandler? connections)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Time = options.TimeProvider;
        Logger = options.CreateLogger<ProcessManagerTransport>();
        Http = new ProcessHttp(
            options,
            connections,
            (exception, repetition) => ProcessLog.Retrying(Logger, exception.Operation, repetition, exception.Message));
        Lookup = new ProcessLookup(Http, _routes, route => ProcessLog.RouteMissing(Logger, route));
        Statuses = new ProcessStatuses(Known, Time);
    }

    /// <inheritdoc/>
    public string Name => "Processes over HTTP";

    /// <inheritdoc/>
    public RunCapabilities Capabilities => ProcessCapabilities.Table;

    /// <inheritdoc/>
    ILogger IRunTransport.Logger => Logger;

    internal ProcessHttp Http { get; }

    internal ProcessLookup Lookup { get; }

    internal KnownProcesses Known { get; } = new();

    internal ProcessStatuses Statuses { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    /// <summary>Refused: there is no route to start anything.</summary>
    /// <param name="pipeline">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.Use, RunOperation.Use);

    /// <summary>Takes hold of a process. Where the server has no route to ask, the pid is taken on trust.</summary>
    /// <param name="run">The process, of which only <see cref="Run.Id"/> need be known.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The server does not know the process.</exception>
    /// <exception cref="RunGoneException">The pid belongs to another process than <see cref="Run.Instance"/> tells.</exception>
    public async Task<Run> AttachAsync(Run run, CancellationToken cancellationToken)
    {
        run = Checked(run, RunOperation.Attach);
        var sighting = await Lookup.FindAsync(RunOperation.Attach, run.Id, cancellationToken).ConfigureAwait(false);
        RefuseAnother(run, sighting, RunOperation.Attach);
        return sighting.Kind == ProcessSightingKind.Absent
            ? throw new RunNotFoundException($"The server knows no {run}.", new RunErrorContext(RunBackend.Processes, RunOperation.Attach))
            : Statuses.Of(run, sighting, RunOperation.Attach).Run;
    }

    /// <summary>Refused: processes take no data.</summary>
    /// <param name="run">Not used.</param>
    /// <param name="content">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.Send, RunOperation.Send);

    /// <summary>Refused: processes take no data.</summary>
    /// <param name="run">Not used.</param>
    /// <param name="options">Not used.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.OpenPipe, RunOperation.Send);

    /// <summary>
    /// Reads the status of a process. Where the server has no route to ask, it is what this client remembers, and says so
    /// (<see cref="RunStatus.Source"/>, <see cref="RunStatus.IsStale"/>).
    /// </summary>
    /// <param name="run">The process.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken)
    {
        run = Checked(run, RunOperation.GetStatus);
        var sighting = await Lookup.FindAsync(RunOperation.GetStatus, run.Id, cancellationToken).ConfigureAwait(false);
        return Statuses.Of(run, sighting, RunOperation.GetStatus);
    }

    /// <summary>Follows a process by asking again and again.</summary>
    /// <param name="run">The process.</param>
    /// <param name="cancellationToken">Stops the watching.</param>
    /// <exception cref="RunNotSupportedException">The server has no route to ask.</exception>
    public IAsyncEnumerable<RunEvent> WatchAsync(Run run, CancellationToken cancellationToken) => PollingWatch.WatchAsync(
        Checked(run, RunOperation.Watch),
        AskAsync,
        known => Statuses.Ended(known, "").State,
        Time,
        cancellationToken,
        () => _routes.NeedsDashboard ? DashboardPause : TimeSpan.Zero);

    /// <summary>
    /// Ends a process. On the documented dialect the result is that a signal was sent, and a second signal is impossible; on the other that the process is gone. A run
    /// with <see cref="Run.Instance"/> is compared with what the server shows under the pid first, where it shows anything.
    /// </summary>
    /// <param name="run">The process.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the waiting; a termination that was sent is not taken back.</param>
    /// <exception cref="RunGoneException">The pid belongs to another process than <see cref="Run.Instance"/> tells; nothing was done to it.</exception>
    /// <exception cref="RunTerminationFailedException">The operating system refused.</exception>
    /// <exception cref="RunInvalidStateException">The process is paused, on the documented dialect.</exception>
    public Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ProcessTermination(this, Checked(run, RunOperation.Terminate), options).RunAsync(cancellationToken);
    }

    /// <summary>Refused: there is no route to start anything.</summary>
    /// <param name="run">Not used.</param>
    /// <param name="pipeline">Not used.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="RunNotSupportedException">Always.</exception>
    public Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken) =>
        throw Capabilities.NotSupported(RunCapability.Restart, RunOperation.Restart);

    /// <summary>Halts a process (SIGSTOP).</summary>
    /// <param name="run">The process.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotSupportedException">The server has no such route.</exception>
    public Task PauseAsync(Run run, CancellationToken cancellationToken) =>
        HaltAsync(run, ProcessRoutes.Pause, RunOperation.Pause, cancellationToken);

    /// <summary>Lets a halted process go on (SIGCONT).</summary>
    /// <param name="run">The process.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotSupportedException">The server has no such route.</exception>
    public Task ResumeAsync(Run run, CancellationToken cancellationToken) =>
        HaltAsync(run, ProcessRoutes.Resume, RunOperation.Resume, cancellationToken);

    /// <summary>Lists the processes that the server controls.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotSupportedException">The server has no route that lists them.</exception>
    public async Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var entries = await Lookup.ListAsync(RunOperation.List, cancellationToken).ConfigureAwait(false)
            ?? throw NoRoute("list processes", RunOperation.List);
        foreach (var entry in entries)
            Known.Note(entry);
        return
        [
            .. entries.Select(entry => new RunSummary(
                Checked(new Run(RunBackend.Processes, entry.Pid), RunOperation.List) with { Instance = entry.Identity.ToInstance() },
                entry.Identity.Command,
                "",
                entry.Status)
            {
                Raw = entry.Raw,
            }),
        ];
    }

    /// <summary>Closes the connections. Processes go on.</summary>
    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes sure that the pid still belongs to the process that is meant.</summary>
    internal async Task VerifyAsync(Run run, RunOperation operation, bool isRequired, CancellationToken cancellationToken)
    {
        var context = new RunErrorContext(RunBackend.Processes, operation);
        if (ProcessIdentity.Parse(run.Instance) is null)
        {
            if (!isRequired)
                return;
            throw new RunInvalidArgumentException(
                $"{run} cannot be verified: nothing is known of it but its pid. Attach to it first, or make the run with ProcessIdentity.ToRun.", context);
        }
        var sighting = await Lookup.FindAsync(operation, run.Id, cancellationToken).ConfigureAwait(false);
        RefuseAnother(run, sighting, operation);
        if (sighting.Kind == ProcessSightingKind.Shown)
            Known.Note(sighting.Entry!);
        else if (isRequired && sighting.Kind != ProcessSightingKind.Absent)
            throw NoRoute("show what has a pid, so nothing can be verified", operation);
    }

    private static void RefuseAnother(Run run, ProcessSighting sighting, RunOperation operation)
    {
        if (sighting.Entry is { } entry && ProcessStatuses.IsAnother(run, entry))
        {
            throw new RunGoneException(
                $"{run} is over, and its pid belongs to another process now: '{entry.Identity.Command}'. Nothing was done to that.",
                new RunErrorContext(RunBackend.Processes, operation))
            {
                CurrentInstance = entry.Identity.ToInstance(),
            };
        }
    }

    /// <summary>A pid, as it stands in the address: digits only, so that no absent route can be mistaken for an absent process.</summary>
    private static Run Checked(Run run, RunOperation operation)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!uint.TryParse(run.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || pid == 0)
        {
            throw new RunInvalidArgumentException(
                $"'{run.Id[..Math.Min(run.Id.Length, LongestQuote)]}' is no pid. Pass a positive whole number.", new RunErrorContext(RunBackend.Processes, operation));
        }
        var id = pid.ToString(CultureInfo.InvariantCulture);
        return new Run(RunBackend.Processes, id) { DisplayId = run.DisplayId ?? $"process {id}", Instance = run.Instance };
    }

    private static RunNotSupportedException NoRoute(string what, RunOperation operation) =>
        new($"This server has no route to {what}.", new RunErrorContext(RunBackend.Processes, operation));

    private async Task<RunStatus> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var sighting = await Lookup.FindAsync(RunOperation.Watch, run.Id, cancellationToken).ConfigureAwait(false);
        return sighting.Kind == ProcessSightingKind.Impossible && !Known.GetOrAdd(run.Id).IsOver
            ? throw NoRoute("ask about processes, so their end cannot be seen", RunOperation.Watch)
            : Statuses.Of(run, sighting, RunOperation.Watch);
    }

    private async Task HaltAsync(Run run, string route, RunOperation operation, CancellationToken cancellationToken)
    {
        run = Checked(run, operation);
        if (!_routes.Has(route))
            throw NoRoute($"{route} processes", operation);
        if (run.Instance is not null)
            await VerifyAsync(run, operation, isRequired: false, cancellationToken).ConfigureAwait(false);

        var answer = await Http.PostAsync(operation, $"{route}/{run.Id}", "{}", cancellationToken).ConfigureAwait(false);
        switch (answer.Kind)
        {
            case ProcessAnswerKind.Done when answer.Root.Truth("success"u8) != false:
                Known.GetOrAdd(run.Id).NotePaused(route == ProcessRoutes.Pause);
                break;
            case ProcessAnswerKind.NoRoute:
                _routes.NoteAbsent(route);
                throw NoRoute($"{route} processes", operation);
            case ProcessAnswerKind.NotFound or ProcessAnswerKind.NotFoundOrFailed:
                var status = Statuses.Of(run, await Lookup.FindAsync(operation, run.Id, cancellationToken).ConfigureAwait(false), operation);
                throw new RunInvalidStateException(
                    status.IsTerminal ? $"{run} has ended." : $"{run} could not be signalled. The server says: {answer.Text}", answer.Context(operation))
                {
                    CurrentState = status.RawState.Length > 0 ? status.RawState : null,
                };
            default:
                throw new RunProtocolException($"The server's answer makes no sense here. It says: {answer.Text}", answer.Context(operation));
        }
    }
}
