using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary><c>restart</c>: another pipeline under the same identity (RocketRide protocol §3.2).</summary>
internal sealed class RestartCommand(EngineContext context, TaskAccess access, StateWalk walk, RunningWait running)
{
    private const string File = "task_server.py";

    public async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        TaskAccess.Require(request, TaskPermission.Control);
        (EmulatedTask task, JsonObject pipeline) = Read(request);
        if (!TryBegin(task))
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Clock.Provider, cancellationToken).ConfigureAwait(false);

        try
        {
            if (walk.RequestStop(task, StopCause.Requested) is { } run)
                await run.Settled.WaitAsync(cancellationToken).ConfigureAwait(false);
            StartAgain(task, pipeline);
            await running.UntilRunningAsync(task, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (context.Gate)
                task.IsRestarting = false;
        }

        return new(task.Identity.ToReply());
    }

    private (EmulatedTask Task, JsonObject Pipeline) Read(CommandRequest request)
    {
        PythonArguments arguments = PythonArguments.Of(request);
        JsonNode? token = TaskAccess.IdentityOf(request).BoundToken ?? arguments.Get("token");
        if (PythonArguments.IsFalsy(token))
            throw new CommandException("Task token is required for restart", File, 1272);
        JsonNode? pipeline = arguments.Get("pipeline");
        if (PythonArguments.IsFalsy(pipeline))
            throw new CommandException("Missing pipeline configuration in restart request", File, 1277);

        EmulatedTask task = access.Find(token);
        if (!TaskAccess.MaySee(TaskAccess.IdentityOf(request), task, TaskPermission.Control))
            throw new CommandException("Cannot restart task: no permissions for this task", File, 1288);
        if (pipeline is not JsonObject document)
            throw PythonArguments.NoAttribute(pipeline, "get", File, 1300);
        if (document["components"] is not JsonArray)
            throw new CommandException("Invalid components in pipeline", File, 1302);
        return (task, Stored(document, task));
    }

    private static JsonObject Stored(JsonObject document, EmulatedTask task)
    {
        JsonObject stored = document.DeepClone().AsObject();
        stored["source"] = task.Identity.Source;
        stored["project_id"] = task.Identity.ProjectId;
        return stored;
    }

    /// <summary>False for a second restart at the same time, which spoils the task for good.</summary>
    private bool TryBegin(EmulatedTask task)
    {
        lock (context.Gate)
        {
            if (task.IsRestarting || task.IsWedged)
            {
                task.IsWedged = true;
                task.IsTerminating = true;
                return false;
            }

            task.IsRestarting = true;
            if (task.Run is { } run)
                run.IsToBeFollowed = true;
            return true;
        }
    }

    private void StartAgain(EmulatedTask task, JsonObject pipeline)
    {
        lock (context.Gate)
        {
            task.IsRestarting = true;
            task.IdleSeconds = 0;
            task.ReplacePipeline(pipeline);
            walk.Start(task, isRestart: true);
        }
    }
}
