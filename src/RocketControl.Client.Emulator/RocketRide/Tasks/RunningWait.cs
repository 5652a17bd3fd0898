using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>Waits until a task runs, as <c>execute</c>, <c>restart</c> and every pipe request do (RocketRide protocol §3.2).</summary>
internal sealed class RunningWait(EngineContext context)
{
    private const string File = "task_engine.py";

    /// <exception cref="CommandException">The task is over, or its engine gave no sign of life for too long.</exception>
    public async Task UntilRunningAsync(EmulatedTask task, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            TimeSpan patience;
            lock (context.Gate)
            {
                if (IsRunning(task))
                    return;
                changed = task.Changed;
                patience = Patience(task);
            }

            try
            {
                await WaitAsync(changed, patience, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                ThrowIfStalled(task);
            }
        }
    }

    private async Task WaitAsync(Task changed, TimeSpan patience, CancellationToken cancellationToken)
    {
        TimeSpan poll = context.Timings.ReadinessPoll;
        if (poll > TimeSpan.Zero && poll < patience)
            await Task.Delay(poll, context.Clock.Provider, cancellationToken).ConfigureAwait(false);
        else
            await changed.WaitAsync(patience, context.Clock.Provider, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsRunning(EmulatedTask task) => task.Status.State switch
    {
        TaskState.Running => true,
        TaskState.Completed or TaskState.Cancelled when task.IsRestarting => false,
        TaskState.Completed => throw new CommandException("Task has already completed", File, 1206),
        TaskState.Cancelled => throw new CommandException(task.Status.ExitMessage, File, 1210),
        _ => false,
    };

    private TimeSpan Patience(EmulatedTask task)
    {
        if (task.Run is not { Finished.IsCompleted: false } run)
            return context.Timings.StallLimit;
        TimeSpan rest = context.Timings.StallLimit - context.Clock.Provider.GetElapsedTime(run.LastSignOfLife);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private void ThrowIfStalled(EmulatedTask task)
    {
        lock (context.Gate)
        {
            if (Patience(task) > TimeSpan.Zero)
                return;
            throw new CommandException(
                $"No subprocess events received for {context.Timings.StallLimit.TotalSeconds:0} seconds. "
                + $"Task stuck in state {(int)task.Status.State} "
                + "(NONE=0, STARTING=1, INITIALIZING=2, RUNNING=3, STOPPING=4, COMPLETED=5, CANCELLED=6)",
                File,
                1198);
        }
    }
}
