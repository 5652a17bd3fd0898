using RocketControl.Client.Emulator.RocketRide.Monitors;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>
/// The single steps of a task's life with their events in the order of RocketRide protocol §6.3. Each takes the engine's gate, so that
/// nobody sees half a step.
/// </summary>
internal sealed class TaskTransitions(EngineContext context, TaskEvents events, DashboardEvents dashboard)
{
    /// <summary>States 1 and 2, with begin or restart between them.</summary>
    public void Begin(EmulatedTask task, EngineRun run, bool isRestart)
    {
        lock (context.Gate)
        {
            task.Run = run;
            task.IsTerminating = false;
            EmulatedStatus status = task.Status;
            if (isRestart)
                status.ResetForRestart();
            else
                status.StartTime = run.StartedAt;

            Enter(task, TaskState.Starting);
            events.Action(task, isRestart ? "restart" : "begin");
            Enter(task, TaskState.Initializing);
        }
    }

    public void LoadPipeline(EmulatedTask task, EngineRun run)
    {
        lock (context.Gate)
        {
            MarkAlive(run);
            events.Message(task, "Loading pipeline");
        }
    }

    public void Process(EmulatedTask task, EngineRun run)
    {
        lock (context.Gate)
        {
            MarkAlive(run);
            events.Message(task, "Processing");
            task.Status.Text = "Processing";
        }
    }

    /// <summary>State 3: the service is up.</summary>
    public void Run(EmulatedTask task, EngineRun run)
    {
        lock (context.Gate)
        {
            MarkAlive(run);
            task.Status.ServiceUp = true;
            SampleMetrics(task, run);
            task.IsTerminating = task.IsWedged || run.StopRequested.IsCompleted;
            Enter(task, TaskState.Running);
        }
    }

    /// <summary>The source is ready and the engine takes pipe requests; the status shows it with the next update.</summary>
    public void BecomeReady(EmulatedTask task, EngineRun run)
    {
        lock (context.Gate)
        {
            MarkAlive(run);
            run.MarkReady();
            EngineOutput.Started(line => events.Output(task, line), () =>
            {
                task.Status.Notes = SourceNotes.Resolved(task.Identity);
                task.Status.Text = SourceNotes.ReadyText(task.Identity.Provider);
                events.User(task, SourceNotes.Raw(task.Identity.Provider));
                events.Message(task, task.Status.Text);
            });
        }
    }

    /// <summary>The engine's output ends: an update with the old state, then state 4, then what only polls see before the end.</summary>
    public void BeginStopping(EmulatedTask task, EngineRun run, StopCause cause, bool wasReady)
    {
        lock (context.Gate)
        {
            EmulatedStatus status = task.Status;
            bool failedToStart = !cause.IsRequested && status.State != TaskState.Running;
            if (wasReady && cause.IsRequested)
                EngineOutput.Stopped(line => events.Output(task, line), run.Pipes?.WasUsed ?? false);

            foreach (string error in cause.Errors)
            {
                status.AddError(error);
                events.Error(task, error);
            }

            status.ServiceUp = false;
            status.Notes = [];
            if (!failedToStart)
                events.StatusUpdate(task);
            if (cause.ExitCode is { } exitCode)
            {
                status.ExitCode = exitCode;
                status.ExitMessage = cause.ExitMessage;
            }

            status.Text = "Stopping";
            Enter(task, TaskState.Stopping);

            status.Metrics.Zero();
            if (!run.IsToBeFollowed)
            {
                status.Completed = true;
                status.EndTime = context.Clock.UnixNow;
            }
        }
    }

    /// <summary>State 5 or 6 with end; a task that restarts passes through a 6 that is not the end.</summary>
    public void Finish(EmulatedTask task, EngineRun run, StopCause cause)
    {
        lock (context.Gate)
        {
            if (run.IsToBeFollowed && cause.IsRequested)
                PassRestarting(task);
            else
                End(task, cause);
            run.MarkFinished();
        }
    }

    /// <summary>The regular update of a living task.</summary>
    public void Tick(EmulatedTask task, EngineRun run)
    {
        lock (context.Gate)
        {
            if (task.Run != run || task.Status.IsTerminal)
                return;
            SampleMetrics(task, run);
            events.StatusUpdate(task);
        }
    }

    /// <summary>
    /// The engine's report of its counts, made when they changed. What changed after the last report is lost with the engine.
    /// </summary>
    public void ReportCounts(EmulatedTask task, EngineRun run)
    {
        lock (context.Gate)
        {
            if (task.Run != run || run.Counts.IsSameWorkAs(task.Status.Counts))
                return;
            MarkAlive(run);
            task.Status.Counts = run.Counts with { Seconds = context.Clock.UnixNow - run.StartedAt };
            events.Counts(task);
        }
    }

    private void PassRestarting(EmulatedTask task)
    {
        task.Status.Completed = false;
        task.Status.EndTime = 0;
        task.Status.Text = "Restarting";
        Enter(task, TaskState.Cancelled);
    }

    private void End(EmulatedTask task, StopCause cause)
    {
        EmulatedStatus status = task.Status;
        bool isCompleted = !cause.IsRequested && status.ExitCode == 0;
        if (status.ExitCode != 0 && status.ExitMessage.Length == 0)
            status.ExitMessage = "Stopped";
        if (status.EndTime == 0)
            status.EndTime = context.Clock.UnixNow;
        status.Completed = true;
        status.Text = isCompleted ? "Completed" : "Stopped";
        task.IsRestarting = false;
        task.IsTerminating = false;
        Enter(task, isCompleted ? TaskState.Completed : TaskState.Cancelled);
        events.Action(task, "end");
        if (status.ExitCode is not (null or 0))
        {
            dashboard.TaskError(task.Identity.Id, task.Identity.OwnerId, status.ExitCode.Value, status.ExitMessage);
            events.StatusUpdate(task);
        }
    }

    private void Enter(EmulatedTask task, TaskState state)
    {
        task.Status.State = state;
        events.StatusUpdate(task);
        task.SignalChange();
    }

    private void SampleMetrics(EmulatedTask task, EngineRun run) => task.Status.Metrics.Sample(context.Clock.UnixNow - run.StartedAt);

    private void MarkAlive(EngineRun run) => run.LastSignOfLife = context.Clock.Provider.GetTimestamp();
}
