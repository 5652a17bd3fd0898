using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Pipelines;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>What one <c>rrext_monitor</c> asks for.</summary>
/// <param name="Key">The subscription to replace.</param>
/// <param name="Mask">Its new mask.</param>
/// <param name="ProjectId">The project id as it came or as the task has it, null for everything.</param>
/// <param name="Task">The task when a token named it.</param>
internal sealed record MonitorRequest(MonitorKey Key, EventType Mask, JsonNode? ProjectId, EmulatedTask? Task)
{
    private const string File = "cmd_monitor.py";
    private const string Everything = "*";

    /// <exception cref="CommandException">The mask is invalid, neither or both ways to name a task are used, or there is no such
    /// task.</exception>
    public static MonitorRequest Read(CommandRequest request, TaskAccess access)
    {
        PythonArguments arguments = PythonArguments.Of(request);
        EventType mask = EventMask.Read(arguments.Get("types"), arguments.Get("listenType"));
        JsonNode? projectId = arguments.Get("projectId");
        JsonNode? source = arguments.Get("source");
        bool namesProject = !PythonArguments.IsFalsy(projectId) || !PythonArguments.IsFalsy(source);
        string? pipe = PythonArguments.TypeName(arguments.Get("pipeId")) == "int" ? arguments.Get("pipeId")!.ToJsonString() : null;

        ClientIdentity identity = TaskAccess.IdentityOf(request);
        JsonNode? token = TaskAccess.TokenOf(request);
        if (!PythonArguments.IsFalsy(token))
        {
            if (namesProject)
            {
                int line = identity.BoundToken is null ? 365 : 375;
                throw new CommandException("You must specifiy either token or project_id/source, not both", File, line);
            }

            if (TaskIdentity.TextOf(token!) == Everything)
                return new(MonitorKey.All, mask, null, null);
            EmulatedTask task = access.Find(request, TaskPermission.Monitor);
            return new(new(task.Identity.Project, task.Identity.Source, pipe), mask, task.Identity.ProjectId, task);
        }

        if (PythonArguments.IsFalsy(projectId) || PythonArguments.IsFalsy(source))
            throw new CommandException("You must specifiy either token or project_id/source", File, 414);
        return new(new(TaskIdentity.TextOf(projectId!), TaskIdentity.TextOf(source!), pipe), mask, projectId, null);
    }
}
