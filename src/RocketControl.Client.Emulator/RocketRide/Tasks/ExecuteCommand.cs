using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary><c>execute</c>: starts a task and answers when it runs (RocketRide protocol §3.2).</summary>
internal sealed class ExecuteCommand(EngineContext context, TaskRegistry registry, StateWalk walk, RunningWait wait)
{
    public async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        ClientIdentity identity = TaskAccess.Require(request, TaskPermission.Control);
        EmulatedTask task = ExecuteArguments.ReadTask(request, identity, context.Environment.Snapshot());
        bool usesExisting = !PythonArguments.IsFalsy(PythonArguments.Of(request).Get("useExisting"));

        EmulatedTask running = Register(task, usesExisting);
        try
        {
            await wait.UntilRunningAsync(running, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException) when (running == task)
        {
            Abandon(task);
            throw;
        }

        return new(running.Identity.ToReply());
    }

    private EmulatedTask Register(EmulatedTask task, bool usesExisting)
    {
        lock (context.Gate)
        {
            if (registry.Find(task.Identity.Token) is { IsFinished: false } existing)
                return usesExisting ? existing : throw new CommandException("Pipeline is already running.", "task_server.py", 1141);

            registry.Add(task);
            walk.Start(task, isRestart: false);
            return task;
        }
    }

    /// <summary>A task that did not get to run leaves no record.</summary>
    private void Abandon(EmulatedTask task)
    {
        lock (context.Gate)
        {
            registry.Remove(task);
            walk.RequestStop(task, StopCause.Requested);
        }
    }
}
