using System.Diagnostics.CodeAnalysis;

namespace RocketControl.Client.Hosting.Supervision;

/// <summary>
/// Keeps one declared run running: starts it, follows it, starts it again. One loop, which never fails: what goes wrong is told as an event, and the other runs go on.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Sources without a timer hold nothing, and the keeper may be retired at any time.")]
internal sealed class RunKeeper(RunDeclaration declaration, RunControlClient client, SupervisorSetting setting)
{
    private readonly RestartDelays _delays = new(declaration.Restart, setting.Chance);
    private readonly UseOptions _use = declaration.Use ?? DefaultUse.For(client.Capabilities.Backend);
    private readonly CancellationTokenSource _retiring = new();
    private readonly CancellationTokenSource _aborting = new();

    /// <summary>The run that is up, or may be.</summary>
    private Run? _run;

    /// <summary>Restarts since the run was last stable, and all failures in a row, a server that was away included.</summary>
    private int _restarts;
    private int _failures;
    private volatile bool _isToTerminate;

    /// <summary>The loop and, when the run is to be terminated, its end.</summary>
    public Task Finished { get; private set; } = Task.CompletedTask;

    /// <summary>Why the run could not be terminated; null when it could, or was not to be.</summary>
    public Exception? TerminationFailure { get; private set; }

    public void Begin() => Finished = Task.Run(RunAsync, CancellationToken.None);

    /// <summary>No start and no restart from now on; a start that is under way is waited for.</summary>
    /// <param name="terminate">Whether the run is to be ended.</param>
    public void Retire(bool terminate)
    {
        _isToTerminate |= terminate;
        _retiring.Cancel();
    }

    /// <summary>The host stops: the run is ended if it is the host's own.</summary>
    public void RetireWithHost() => Retire(declaration.TerminateOnStop);

    /// <summary>Gives up whatever is under way; the run stays as it is.</summary>
    public void Abort()
    {
        _retiring.Cancel();
        _aborting.Cancel();
    }

    private async Task RunAsync()
    {
        try
        {
            await KeepAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (!_aborting.IsCancellationRequested)
        {
            // Nothing that is expected: a client that was disposed, a pipeline or a delegate of the user that throws.
            Tell(RunSupervisorEventKind.GaveUp, cause: exception);
        }
        catch (Exception)
        {
            // Aborted: whatever was under way was cut off.
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, setting.Time, _retiring.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        if (_isToTerminate && !_aborting.IsCancellationRequested)
            await TerminateAsync().ConfigureAwait(false);
        else
            Tell(RunSupervisorEventKind.Released);
    }

    private async Task KeepAsync()
    {
        while (await BringUpAsync().ConfigureAwait(false) is { } run)
        {
            var upAt = setting.Time.GetTimestamp();
            if (await FollowAsync(run).ConfigureAwait(false) is not { } end)
                return;
            if (setting.Time.GetElapsedTime(upAt) >= declaration.Restart.StableAfter)
                _restarts = _failures = 0;
            _run = null;
            Tell(RunSupervisorEventKind.Ended, end.Cause, status: end.Status);
            if (end.Status is { State: RunState.Completed } && !declaration.Restart.AfterCompletion)
            {
                Tell(RunSupervisorEventKind.Completed, status: end.Status);
                return;
            }
            if (!await MayRestartAsync(end.Cause, end.Status).ConfigureAwait(false))
                return;
        }
    }

    /// <returns>The run; null when it is given up, or the keeper retired.</returns>
    private async Task<Run?> BringUpAsync()
    {
        while (!_retiring.IsCancellationRequested)
        {
            try
            {
                _run = _run is { } doubtful ? await FindAsync(doubtful).ConfigureAwait(false) : await StartAsync().ConfigureAwait(false);
                _failures = _restarts;
                return _run;
            }
            catch (OperationCanceledException) when (_retiring.IsCancellationRequested && !_aborting.IsCancellationRequested)
            {
                return null;
            }
            catch (RunControlException exception)
            {
                if (!await MayTryAgainAsync(exception).ConfigureAwait(false))
                    return null;
            }
        }
        return null;
    }

    private async Task<Run> StartAsync()
    {
        await setting.Starts.WaitAsync(_retiring.Token).ConfigureAwait(false);
        try
        {
            Tell(RunSupervisorEventKind.Starting);
            var run = await client.UseAsync(declaration.Pipeline, _use, _aborting.Token).ConfigureAwait(false);
            Tell(run.Reused == true ? RunSupervisorEventKind.TakenOver : RunSupervisorEventKind.Started, run: run);
            return run;
        }
        finally
        {
            setting.Starts.Release();
        }
    }

    /// <summary>Looks for a run that was started perhaps. Until that is known, nothing is started.</summary>
    private async Task<Run> FindAsync(Run doubtful)
    {
        var run = await client.AttachAsync(doubtful, _retiring.Token).ConfigureAwait(false);
        Tell(RunSupervisorEventKind.TakenOver, run: run);
        return run;
    }

    /// <summary>What the failure of a start, or of the search for its run, means for the next attempt.</summary>
    private async Task<bool> MayTryAgainAsync(RunControlException exception)
    {
        var isSearch = _run is not null;
        if (isSearch && exception is RunNotFoundException)
        {
            _run = null;
            return await MayRestartAsync(exception).ConfigureAwait(false);
        }
        if (!isSearch && exception is { OutcomeUnknown: true, ExpectedRunId: { } id })
        {
            _run = new Run(exception.Backend, id);
            return true;
        }
        if (exception.IsOfTheServer())
            return await PauseAsync(RunSupervisorEventKind.Unreachable, exception).ConfigureAwait(false);
        if (isSearch || exception.OutcomeUnknown || exception.IsForGood())
        {
            Tell(RunSupervisorEventKind.GaveUp, exception);
            return false;
        }
        return await MayRestartAsync(exception).ConfigureAwait(false);
    }

    /// <returns>How the run ended; null when the keeper was retired, or nobody can tell.</returns>
    private async Task<RunEnd?> FollowAsync(Run run)
    {
        var isLost = false;
        while (true)
        {
            Exception? cause = null;
            try
            {
                await foreach (var next in client.WatchAsync(run, _retiring.Token).ConfigureAwait(false))
                {
                    if (next is not RunStatusChanged { Status: var status })
                        continue;
                    if (status.IsTerminal)
                        return new RunEnd(status, Cause: null);
                    if (isLost == !status.IsReachable)
                        continue;
                    isLost = !status.IsReachable;
                    _failures = isLost ? _failures : _restarts;
                    Tell(isLost ? RunSupervisorEventKind.Unreachable : RunSupervisorEventKind.Reached, status: status);
                }
            }
            catch (OperationCanceledException) when (_retiring.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception exception) when (exception is RunNotFoundException or RunGoneException)
            {
                return new RunEnd(Status: null, exception);
            }
            catch (RunControlException exception) when (!exception.IsForGood())
            {
                cause = exception;
            }
            catch (RunControlException exception)
            {
                Tell(RunSupervisorEventKind.GaveUp, exception);
                return null;
            }
            isLost = true;
            if (!await PauseAsync(RunSupervisorEventKind.Unreachable, cause).ConfigureAwait(false))
                return null;
        }
    }

    private async Task<bool> MayRestartAsync(Exception? cause, RunStatus? status = null)
    {
        if (_restarts >= declaration.Restart.MaxRestarts)
        {
            Tell(RunSupervisorEventKind.GaveUp, cause, status: status);
            return false;
        }
        _restarts++;
        return await PauseAsync(RunSupervisorEventKind.RestartScheduled, cause).ConfigureAwait(false);
    }

    /// <returns>False when the keeper was retired meanwhile.</returns>
    private async Task<bool> PauseAsync(RunSupervisorEventKind why, Exception? cause)
    {
        var delay = _delays.After(++_failures, cause);
        Tell(why, cause, delay);
        await Task.Delay(delay, setting.Time, _retiring.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_retiring.IsCancellationRequested;
    }

    /// <summary>Ends the run and makes sure that it is down, however often the server has to be asked.</summary>
    private async Task TerminateAsync()
    {
        var options = declaration.Terminate with { WaitForCompletion = true };
        while (_run is { } run)
        {
            Tell(RunSupervisorEventKind.Terminating);
            TimeSpan? delay = null;
            try
            {
                var result = await client.TerminateAsync(run, options, _aborting.Token).ConfigureAwait(false);
                _run = null;
                TerminationFailure = null;
                Tell(RunSupervisorEventKind.Terminated, run: run, status: result.FinalStatus);
                return;
            }
            catch (Exception exception) when (exception is RunNotFoundException or RunGoneException)
            {
                break;
            }
            catch (OperationCanceledException) when (_aborting.IsCancellationRequested)
            {
                Tell(RunSupervisorEventKind.Released);
                return;
            }
            catch (Exception exception)
            {
                delay = exception is RunControlException { IsTransient: true } ? _delays.After(++_failures, exception) : null;
                TerminationFailure = exception;
                Tell(RunSupervisorEventKind.TerminationFailed, exception, delay);
                if (delay is null)
                    return;
            }
            await Task.Delay(delay.Value, setting.Time, _aborting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        TerminationFailure = null;
        Tell(RunSupervisorEventKind.Terminated);
    }

    private void Tell(RunSupervisorEventKind kind, Exception? cause = null, TimeSpan? delay = null, Run? run = null, RunStatus? status = null) =>
        setting.Journal.Write(new RunSupervisorEvent(declaration.Name, kind, setting.Time.GetUtcNow())
        {
            Run = run ?? _run,
            Status = status,
            Cause = cause,
            Delay = delay,
            Restarts = _restarts,
        });
}
