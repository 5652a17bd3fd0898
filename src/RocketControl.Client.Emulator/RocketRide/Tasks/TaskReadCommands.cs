using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The commands that only look at tasks (RocketRide protocol §3.2).</summary>
internal sealed class TaskReadCommands(EngineContext context, TaskRegistry registry, TaskAccess access)
{
    private const string NoDescription = "RocketRide DTC MCP Tool";

    /// <summary><c>rrext_get_task_status</c></summary>
    public Task<CommandReply> StatusAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        EmulatedTask task = access.Find(request, TaskPermission.Monitor);
        lock (context.Gate)
            return Task.FromResult(new CommandReply(task.Status.ToJson()));
    }

    /// <summary><c>rrext_get_pipeline</c></summary>
    public Task<CommandReply> PipelineAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        EmulatedTask task = access.Find(request, TaskPermission.Monitor);
        lock (context.Gate)
            return Task.FromResult(new CommandReply(new JsonObject { ["pipeline"] = task.Pipeline.DeepClone() }));
    }

    /// <summary><c>rrext_get_token</c></summary>
    public Task<CommandReply> TokenAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        TaskAccess.Require(request, TaskPermission.Monitor);
        PythonArguments arguments = PythonArguments.Of(request);
        EmulatedTask task = access.FindByProject(request, arguments.Get("projectId"), arguments.Get("source"), TaskPermission.Monitor);
        return Task.FromResult(new CommandReply(new JsonObject { ["token"] = task.Identity.Token }));
    }

    /// <summary><c>rrext_get_tasks</c></summary>
    public Task<CommandReply> TasksAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        ClientIdentity identity = TaskAccess.Require(request, TaskPermission.Monitor);
        lock (context.Gate)
        {
            IEnumerable<EmulatedTask> running = registry.All.Where(task =>
                task.Status.State == TaskState.Running && TaskAccess.MaySee(identity, task, TaskPermission.Monitor));
            return Task.FromResult(new CommandReply(new JsonObject { ["tasks"] = new JsonArray([.. running.Select(ToListItem)]) }));
        }
    }

    private static JsonNode ToListItem(EmulatedTask task) => new JsonObject
    {
        ["name"] = Text(task.Pipeline["name"]) ?? task.Identity.Source,
        ["description"] = Text(task.Pipeline["description"]) ?? NoDescription,
        ["source"] = task.Identity.Source,
        ["token"] = task.Identity.Token,
        ["status"] = task.Status.Text,
        ["pipeline"] = task.Pipeline.DeepClone(),
    };

    private static string? Text(JsonNode? value) => PythonArguments.IsFalsy(value) ? null : TaskIdentity.TextOf(value!);
}
