using System.Text.Json;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Transports;

public sealed partial class FelderaTransport
{
    /// <summary>Starts a pipeline that is there, and returns when it is up or waits for an approval; the status says which (Feldera protocol §3, §6).</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="options">How; null for running.</param>
    /// <param name="cancellationToken">Stops the waiting; a start that was sent is not taken back.</param>
    /// <returns>The status with which it came up; its run knows its instance.</returns>
    /// <exception cref="PipelineInvalidException">The program does not compile.</exception>
    /// <exception cref="RunStartFailedException">It did not come up.</exception>
    /// <exception cref="RunInvalidStateException">It is in a state that does not allow it, for example because it stops.</exception>
    public async Task<RunStatus> StartAsync(RunReference pipeline, FelderaStartOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FelderaStartOptions();
        options.Validate(RunOperation.Use);
        var run = Resolve(pipeline, RunOperation.Use);
        run = run with { Instance = null, DisplayId = run.DisplayId ?? run.Id };
        var status = await _start.RunAsync(run, version: null, options, RunOperation.Use, cancellationToken).ConfigureAwait(false);
        NoteUp(status);
        return status;
    }

    /// <summary>Makes a pipeline that stands by take over, and returns when it works or waits for an approval. Enterprise edition only.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="initial">The state to take over in: running or paused.</param>
    /// <param name="timeout">How long to wait; null for <see cref="FelderaOptions.StartTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    public async Task<RunStatus> ActivateAsync(
        RunReference pipeline,
        FelderaInitialState initial = FelderaInitialState.Running,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Approve);
        if (initial is not (FelderaInitialState.Running or FelderaInitialState.Paused))
        {
            throw new RunInvalidArgumentException(
                "A pipeline is activated to run or to be paused.", new RunErrorContext(RunBackend.Feldera, RunOperation.Approve));
        }
        await _http.CallAsync(
            FelderaRequest.Post(
                RunOperation.Approve, FelderaPath.With(FelderaPath.Pipeline(run.Id, "activate"), ("initial", FelderaWords.Of(initial))), run.Id),
            cancellationToken).ConfigureAwait(false);
        return await WaitForStateAsync(
            run,
            initial == FelderaInitialState.Paused ? RunState.Paused : RunState.Running,
            RunOperation.Approve,
            timeout,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets a pipeline go on that waits for an approval because its program has changed.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="silentBootstrap">Whether views give no output while they are filled anew; null for the server's choice.</param>
    /// <param name="concurrentBootstrap">Whether what has not changed goes on meanwhile; null for the server's choice.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    public Task ApproveAsync(
        RunReference pipeline, bool? silentBootstrap = null, bool? concurrentBootstrap = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Approve);
        return _http.CallAsync(
            FelderaRequest.Post(
                RunOperation.Approve,
                FelderaPath.With(
                    FelderaPath.Pipeline(run.Id, "approve"),
                    ("silent_bootstrap", silentBootstrap is { } silent ? FelderaWords.Of(silent) : null),
                    ("concurrent_bootstrap", concurrentBootstrap is { } concurrent ? FelderaWords.Of(concurrent) : null)),
                run.Id),
            cancellationToken);
    }

    /// <summary>Halts a run and waits until it is halted. <see cref="PauseAsync"/> only asks.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="timeout">How long to wait; null for <see cref="FelderaOptions.StartTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    public async Task<RunStatus> PauseAndWaitAsync(RunReference pipeline, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Pause);
        await PauseAsync(run, cancellationToken).ConfigureAwait(false);
        return await WaitForStateAsync(run, RunState.Paused, RunOperation.Pause, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets a halted run go on and waits until it does. <see cref="ResumeAsync"/> only asks.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="timeout">How long to wait; null for <see cref="FelderaOptions.StartTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    public async Task<RunStatus> ResumeAndWaitAsync(RunReference pipeline, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Resume);
        await ResumeAsync(run, cancellationToken).ConfigureAwait(false);
        return await WaitForStateAsync(run, RunState.Running, RunOperation.Resume, timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Dismisses the error that an earlier run left behind. Without one it does nothing.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunInvalidStateException">The pipeline is not stopped.</exception>
    public Task DismissErrorAsync(RunReference pipeline, CancellationToken cancellationToken = default) =>
        PostAsync(Resolve(pipeline, RunOperation.DismissError), "dismiss_error", RunOperation.DismissError, cancellationToken);

    /// <summary>Waits until a run has worked off all input of its connectors. Streaming connectors never come to an end.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="timeout">How long; null for <see cref="FelderaOptions.ProcessTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotRunningException">It ended, or was paused, first.</exception>
    /// <exception cref="RunTimeoutException">It took longer; holds the last status, with its counts.</exception>
    public Task<RunStatus> WaitForInputEndAsync(RunReference pipeline, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Wait);
        RunStatus? last = null;
        return _waits.UntilAsync(
            async token =>
            {
                var status = last = await AskStatusAsync(run, RunOperation.Wait, token).ConfigureAwait(false);
                return status.IsTerminal || status.State is RunState.Stopping or RunState.Paused
                    ? throw new RunNotRunningException(
                        $"{run.Id} is {status.RawState} and does not work its input off.", new RunErrorContext(RunBackend.Feldera, RunOperation.Wait))
                    {
                        LastStatus = status,
                    }
                    : status.InputExhausted is true ? status : null;
            },
            RunOperation.Wait,
            $"{run.Id} did not work all its input off",
            timeout ?? _options.ProcessTimeout,
            cancellationToken,
            () => last);
    }

    /// <summary>Waits until a run has nothing to do for a while: everything that came in is worked off, and nothing came in meanwhile.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="idleFor">For how long it has to have nothing to do; null for 5 seconds.</param>
    /// <param name="timeout">How long to wait at most; null for <see cref="FelderaOptions.ProcessTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<FelderaStats> WaitForIdleAsync(
        RunReference pipeline, TimeSpan? idleFor = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Wait);
        var interval = idleFor ?? TimeSpan.FromSeconds(5);
        (long? Records, long Since)? idle = null;
        return _waits.UntilAsync(
            async token =>
            {
                var stats = await GetStatsAsync(run, token).ConfigureAwait(false);
                if (stats.InputRecords != stats.ProcessedRecords)
                    idle = null;
                else if (idle is null || idle.Value.Records != stats.InputRecords)
                    idle = (stats.InputRecords, _time.GetTimestamp());
                return idle is { } known && _time.GetElapsedTime(known.Since) >= interval ? stats : null;
            },
            RunOperation.Wait,
            $"{run.Id} did not come to rest",
            timeout ?? _options.ProcessTimeout,
            cancellationToken);
    }

    /// <summary>Saves the state of a run and waits until it is saved. Each call makes another checkpoint. Enterprise edition only.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="timeout">How long to wait; null for <see cref="FelderaOptions.ProcessTimeout"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; a checkpoint that was asked for is not taken back.</param>
    /// <exception cref="RunNotSupportedException">The server's edition has no checkpoints.</exception>
    /// <exception cref="RunServerException">It failed.</exception>
    public Task<FelderaCheckpoint> CheckpointAsync(RunReference pipeline, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        _checkpoints.SaveAsync(
            Resolve(pipeline, RunOperation.Checkpoint).Id, timeout ?? _options.ProcessTimeout, RunOperation.Checkpoint, cancellationToken);

    /// <summary>Asks for a checkpoint without waiting for it.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting for the answer.</param>
    public Task<FelderaCheckpoint> RequestCheckpointAsync(RunReference pipeline, CancellationToken cancellationToken = default) =>
        _checkpoints.RequestAsync(Resolve(pipeline, RunOperation.Checkpoint).Id, RunOperation.Checkpoint, cancellationToken);

    /// <summary>Reads how far checkpoints are.</summary>
    /// <param name="checkpoint">The checkpoint that was asked for.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunGoneException">The pipeline's process was replaced since.</exception>
    public Task<FelderaCheckpointStatus> GetCheckpointStatusAsync(FelderaCheckpoint checkpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return _checkpoints.StatusAsync(checkpoint.Pipeline, checkpoint.Incarnation, RunOperation.Checkpoint, cancellationToken);
    }

    /// <summary>Lists the checkpoints of a run.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="remote">True: those in the object store that it is synchronized with. Default: its own.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<FelderaStoredCheckpoint>> ListCheckpointsAsync(
        RunReference pipeline, bool remote = false, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Checkpoint);
        var path = FelderaPath.Pipeline(run.Id, remote ? "checkpoints/remote" : "checkpoints");
        return [.. (await ArrayAsync(FelderaRequest.Get(RunOperation.Checkpoint, path, run.Id), cancellationToken).ConfigureAwait(false))
            .Select(static item => new FelderaStoredCheckpoint(item))];
    }

    /// <summary>Asks for the newest checkpoint to be copied to the object store.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting for the answer.</param>
    /// <returns>The id of the checkpoint that is copied.</returns>
    /// <exception cref="RunNotFoundException">There is none.</exception>
    public async Task<string> SyncCheckpointAsync(RunReference pipeline, CancellationToken cancellationToken = default)
    {
        var answer = await PostJsonAsync(Resolve(pipeline, RunOperation.Checkpoint), "checkpoint/sync", RunOperation.Checkpoint, cancellationToken)
            .ConfigureAwait(false);
        return answer.Text("checkpoint_uuid"u8) ?? throw new RunProtocolException(
            "The server accepted the copy but does not say of which checkpoint.", new RunErrorContext(RunBackend.Feldera, RunOperation.Checkpoint));
    }

    /// <summary>Reads how far copies of checkpoints are: <c>success</c>, <c>failure</c> and <c>periodic</c>.</summary>
    /// <param name="pipeline">The run or the pipeline's name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<JsonElement> GetSyncStatusAsync(RunReference pipeline, CancellationToken cancellationToken = default)
    {
        var run = Resolve(pipeline, RunOperation.Checkpoint);
        return _http.CallJsonAsync(
            FelderaRequest.Get(RunOperation.Checkpoint, FelderaPath.Pipeline(run.Id, "checkpoint/sync_status"), run.Id), cancellationToken);
    }

    /// <summary>Waits for a state, or for one from which it cannot be reached any more.</summary>
    private async Task<RunStatus> WaitForStateAsync(
        Run run, RunState state, RunOperation operation, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var info = await _waits.UntilAsync(
            run,
            operation,
            $"to {state}",
            timeout ?? _options.StartTimeout,
            info => info is null ? null : _waits.Interpret(run, info) switch
            {
                { State: var seen } when seen == state => info,
                { RawState: FelderaWords.AwaitingApproval } when operation == RunOperation.Approve => info,
                { IsTerminal: true } or { State: RunState.Stopping } => throw new RunNotRunningException(
                    $"{run.Id} has ended or is ending ({info.Status}), so it does not come to {state}.", new RunErrorContext(RunBackend.Feldera, operation))
                {
                    LastStatus = _waits.Interpret(run, info),
                },
                _ => null,
            },
            cancellationToken).ConfigureAwait(false);
        return _waits.Interpret(run, info);
    }
}
