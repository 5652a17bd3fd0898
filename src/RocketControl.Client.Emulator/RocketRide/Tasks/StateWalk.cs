namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>Walks a task through one run, from state 1 to its end (RocketRide protocol §4). One walk is one engine process.</summary>
internal sealed class StateWalk(EngineContext context, TaskTransitions transitions)
{
    private readonly object _gate = new();
    private readonly HashSet<Task> _walks = [];

    /// <summary>Begins a run. The first updates are queued when this returns.</summary>
    public EngineRun Start(EmulatedTask task, bool isRestart)
    {
        var run = new EngineRun(task, context.Clock);
        transitions.Begin(task, run, isRestart);
        Track(WalkAsync(task, run));
        return run;
    }

    /// <summary>Asks the task's engine to stop.</summary>
    /// <returns>The run that stops, null when none was alive.</returns>
    public EngineRun? RequestStop(EmulatedTask task, StopCause cause)
    {
        lock (context.Gate)
        {
            if (task.Run is not { Finished.IsCompleted: false } run)
                return null;
            if (cause.IsRequested)
                task.IsTerminating = true;
            run.RequestStop(cause);
            return run;
        }
    }

    /// <summary>Completes when every walk has ended, which the end of the server makes happen.</summary>
    public Task WhenAllEnded()
    {
        lock (_gate)
            return Task.WhenAll(_walks);
    }

    private async Task WalkAsync(EmulatedTask task, EngineRun run)
    {
        try
        {
            run.Own(context.Clock.Every(context.Timings.StatusInterval, () => transitions.Tick(task, run)));
            StopCause? failure = await StartAsync(task, run).ConfigureAwait(false);
            bool wasReady = task.Status.State == TaskState.Running && await BecomeReadyAsync(task, run).ConfigureAwait(false);
            StopCause cause = failure ?? await run.StopRequested.WaitAsync(context.Stopping).ConfigureAwait(false);
            await StopAsync(task, run, cause, wasReady).ConfigureAwait(false);
            await context.Clock.DelayAsync(context.Timings.StopPoll, context.Stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            run.MarkGone();
            run.MarkFinished();
        }
        finally
        {
            run.MarkSettled();
            run.Dispose();
        }
    }

    /// <returns>Why the start failed, null when it did not or when a stop came first.</returns>
    private async Task<StopCause?> StartAsync(EmulatedTask task, EngineRun run)
    {
        TimeSpan step = context.Timings.LoadStep;
        TimeSpan untilLoading = context.Timings.StartDuration - (2 * step);
        if (!await StayAsync(run, token => context.Clock.DelayAsync(untilLoading, token)).ConfigureAwait(false)
            || !await StayAsync(run, context.Faults.Starts.PassAsync).ConfigureAwait(false))
            return null;
        transitions.LoadPipeline(task, run);
        run.Own(context.Clock.Every(context.Timings.CountsInterval, () => transitions.ReportCounts(task, run)));

        if (!await StayAsync(run, token => context.Clock.DelayAsync(step, token)).ConfigureAwait(false))
            return null;
        if (FindFailure(run) is { } failure)
            return failure;
        transitions.Process(task, run);

        if (!await StayAsync(run, token => context.Clock.DelayAsync(step, token)).ConfigureAwait(false))
            return null;
        transitions.Run(task, run);
        return null;
    }

    /// <summary>Waits, but not longer than until a stop is asked for.</summary>
    /// <returns>False when a stop was asked for.</returns>
    private async Task<bool> StayAsync(EngineRun run, Func<CancellationToken, Task> wait)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping);
        bool goesOn = await run.WaitAsync(wait(giveUp.Token)).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
        context.Stopping.ThrowIfCancellationRequested();
        return goesOn;
    }

    private StopCause? FindFailure(EngineRun run)
    {
        if (context.Faults.TakeFailingStart() is { } injected)
            return injected;
        if (run.Graph.FirstUnknownProvider is not { } provider)
            return null;
        string message = $"Service definition '{provider}' not found";
        return StopCause.Crash(1, message, [$"Error*{message}*engLib.py:774"]);
    }

    /// <summary>An engine that is asked to stop in the midst of it becomes ready all the same, one that dies does not.</summary>
    /// <returns>Whether it was ready before it was asked to stop.</returns>
    private async Task<bool> BecomeReadyAsync(EmulatedTask task, EngineRun run)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping);
        Task delay = context.Clock.DelayAsync(context.Timings.ReadyDelay, giveUp.Token);
        bool wasReady = await run.WaitAsync(delay).ConfigureAwait(false);
        if (!wasReady && !(await run.StopRequested.ConfigureAwait(false)).IsRequested)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            return false;
        }

        await delay.ConfigureAwait(false);
        transitions.BecomeReady(task, run);
        return wasReady;
    }

    private async Task StopAsync(EmulatedTask task, EngineRun run, StopCause cause, bool wasReady)
    {
        if (cause.IsRequested && task.Status.State == TaskState.Running)
            await LetEngineStopAsync(run).ConfigureAwait(false);
        run.MarkGone();
        transitions.BeginStopping(task, run, cause, wasReady);
        await context.Faults.Stops.PassAsync(context.Stopping).ConfigureAwait(false);
        transitions.Finish(task, run, cause);
    }

    /// <summary>An engine that still has pipe requests to answer is killed when it has not finished them in time.</summary>
    private async Task LetEngineStopAsync(EngineRun run)
    {
        await context.Clock.DelayAsync(context.Timings.StopDuration, context.Stopping).ConfigureAwait(false);
        if (run.Pipes is not { HasRequests: true } pipes)
            return;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping);
        await Task.WhenAny(pipes.Idle, context.Clock.DelayAsync(context.Timings.KillTimeout, giveUp.Token)).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
    }

    private void Track(Task walk)
    {
        lock (_gate)
            _walks.Add(walk);
        _ = walk.ContinueWith(Untrack, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>A walk that failed stays, so that the end of the server reports it.</summary>
    private void Untrack(Task walk)
    {
        if (!walk.IsCompletedSuccessfully)
            return;
        lock (_gate)
            _walks.Remove(walk);
    }
}
