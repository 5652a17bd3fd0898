using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary><c>terminate</c>: answers when the task's run is over, also when it already was (RocketRide protocol §3.2).</summary>
internal sealed class TerminateCommand(EngineContext context, TaskAccess access, StateWalk walk)
{
    public async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        EmulatedTask task = access.Find(request, TaskPermission.Control);
        if (task.IsWedged)
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Clock.Provider, cancellationToken).ConfigureAwait(false);

        if (walk.RequestStop(task, StopCause.Requested) is { } run)
            await run.Settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        return CommandReply.Empty;
    }
}
