using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Feldera;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Feldera.Runtime;

namespace RocketControl.Client.Emulator;

/// <summary>
/// Faults of what is behind the API: compilations, provisioning, processes. Those for "the next" strike once, whichever pipeline it is; those with a
/// pipeline's name strike at once.
/// </summary>
public sealed class FelderaPipelineFaults
{
    private readonly ConcurrentQueue<string> _compilerFailures = new();
    private readonly ConcurrentQueue<string> _provisioningFailures = new();
    private readonly ConcurrentQueue<string> _suspendFailures = new();
    private readonly ConcurrentQueue<string> _checkpointFailures = new();
    private readonly ConcurrentQueue<(int Rows, string Error)> _queryFailures = new();
    private readonly ConcurrentQueue<string[]> _detours = new();
    private readonly ConcurrentDictionary<string, HoldPoint> _stages = new(StringComparer.Ordinal);
    private FelderaServer? _server;

    internal FelderaPipelineFaults()
    {
    }

    internal HoldPoint Compilations { get; } = new();

    internal HoldPoint Provisionings { get; } = new();

    internal HoldPoint Stops { get; } = new();

    /// <summary>Compilations do not go on until the hold is released.</summary>
    public Hold HoldCompilations() => Compilations.Set();

    /// <summary>Nothing gets provisioned until the hold is released; without it a start fails with <c>AutomatonProvisioningTimeout</c>.</summary>
    public Hold HoldProvisioning() => Provisionings.Set();

    /// <summary>Stopping pipelines do not get stopped until the hold is released.</summary>
    public Hold HoldStops() => Stops.Set();

    /// <summary>
    /// Processes that come through this status on their way to running, such as <c>Initializing</c> or <c>Replaying</c>, stay in it until the hold is
    /// released. <c>Suspended</c>, which clients otherwise never get to see, can be held too.
    /// </summary>
    public Hold HoldAt(string runtimeStatus) => _stages.GetOrAdd(runtimeStatus, _ => new HoldPoint()).Set();

    /// <summary>The next process goes through these statuses after it has initialized; they may be ones that no client knows.</summary>
    public void DetourNextStart(params string[] runtimeStatuses) => _detours.Enqueue(runtimeStatuses);

    /// <summary>The next compilation fails with <c>SystemError</c>; for errors in the program see the options.</summary>
    public void FailNextCompilation(string error) => _compilerFailures.Enqueue(error);

    /// <summary>The next provisioning fails; the pipeline ends up stopped with the <c>deployment_error</c> RunnerProvisionError.</summary>
    public void FailNextProvisioning(string error) => _provisioningFailures.Enqueue(error);

    /// <summary>
    /// The next graceful stop that is accepted fails all the same: the pipeline ends up stopped with the <c>deployment_error</c> SuspendError (Feldera
    /// protocol §7).
    /// </summary>
    public void FailNextSuspend(string error) => _suspendFailures.Enqueue(error);

    /// <summary>The next checkpoint that is accepted fails.</summary>
    public void FailNextCheckpoint(string error) => _checkpointFailures.Enqueue(error);

    /// <summary>The next ad-hoc query that is accepted fails after this many rows, when it has already been answered with 200.</summary>
    public void FailNextQuery(int afterRows, string error) => _queryFailures.Enqueue((afterRows, error));

    /// <summary>A worker thread panics: the process is done for, with the <c>deployment_error</c> RuntimeError.WorkerPanic.</summary>
    /// <returns>False when the pipeline has no process.</returns>
    public bool PanicWorker(string pipeline, string message = "A worker thread panicked.") =>
        Crash(pipeline, "RuntimeError.WorkerPanic", message);

    /// <summary>The process hits a fatal error, which becomes the <c>deployment_error</c>.</summary>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="errorCode">The error's code.</param>
    /// <param name="message">The error's text.</param>
    /// <returns>False when the pipeline has no process.</returns>
    public bool Crash(string pipeline, string errorCode, string message) =>
        WithProcess(pipeline, (_, process) => process.Fail(new ApiError(errorCode, message, new JsonObject { ["panic_info"] = new JsonObject() })));

    /// <summary>The process cannot be reached any more, or can again; it goes on all the while.</summary>
    /// <returns>False when the pipeline has no process.</returns>
    public bool SetReachable(string pipeline, bool isReachable) => WithProcess(pipeline, (_, process) => process.IsReachable = isReachable);

    /// <summary>
    /// The process is replaced by a new one behind the runner's back: tokens of the old one are gone, and what was not in a checkpoint is too.
    /// </summary>
    /// <returns>False when the pipeline has no process.</returns>
    public bool RestartProcess(string pipeline) => WithProcess(pipeline, (owner, process) =>
    {
        process.Dispose();
        owner.Process = new PipelineProcess(owner, owner.State.Start!);
    });

    /// <summary>Every input connector comes to its end: <c>pipeline_complete</c> turns true.</summary>
    /// <returns>False when the pipeline has no process.</returns>
    public bool CompleteInput(string pipeline) => WithProcess(pipeline, (_, process) => process.IsComplete = true);

    /// <summary>Writes a line to the pipeline's log.</summary>
    /// <returns>False when there is no such pipeline.</returns>
    public bool WriteLog(string pipeline, string line) => With(pipeline, found => found.Log.Write(line));

    /// <summary>Ends all log and egress streams of a pipeline, as when a connection inside the server is lost.</summary>
    /// <returns>False when there is no such pipeline.</returns>
    public bool EndStreams(string pipeline) => With(pipeline, found =>
    {
        found.Log.EndStreams();
        found.Process?.Circuit.EndStreams();
    });

    internal void Attach(FelderaServer server) => _server = server;

    internal bool HoldsAt(string runtimeStatus) => _stages.TryGetValue(runtimeStatus, out HoldPoint? stage) && stage.Holds;

    internal string? TakeCompilerFailure() => Take(_compilerFailures);

    internal string? TakeProvisioningFailure() => Take(_provisioningFailures);

    internal string? TakeSuspendFailure() => Take(_suspendFailures);

    internal string? TakeCheckpointFailure() => Take(_checkpointFailures);

    internal (int Rows, string Error)? TakeQueryFailure() => _queryFailures.TryDequeue(out (int, string) failure) ? failure : null;

    internal string[] TakeDetour() => _detours.TryDequeue(out string[]? statuses) ? statuses : [];

    private static string? Take(ConcurrentQueue<string> failures) => failures.TryDequeue(out string? failure) ? failure : null;

    private bool WithProcess(string pipeline, Action<Pipeline, PipelineProcess> action)
    {
        bool isThere = false;
        With(pipeline, found =>
        {
            isThere = found.Process is not null;
            if (found.Process is { } process)
                action(found, process);
        });
        return isThere;
    }

    private bool With(string pipeline, Action<Pipeline> action)
    {
        FelderaServer server = _server!;
        lock (server.Gate)
        {
            Pipeline? found = server.Find(pipeline);
            if (found is not null)
                action(found);
            return found is not null;
        }
    }
}
