using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>Which task a request means, and whether it may (RocketRide protocol §3.0).</summary>
internal sealed class TaskAccess(EngineContext context, TaskRegistry registry)
{
    public static ClientIdentity IdentityOf(CommandRequest request) =>
        request.Connection.Identity ?? throw new CommandException("Not authenticated", "task_conn.py", 265);

    /// <summary>Whether an event of the task reaches this login.</summary>
    public static bool MaySee(ClientIdentity identity, EmulatedTask task, string permission) =>
        Has(identity, permission) && identity.TeamId == task.Settings.TeamId;

    /// <exception cref="CommandException">The login lacks the permission in its default team.</exception>
    public static ClientIdentity Require(CommandRequest request, string permission)
    {
        ClientIdentity identity = IdentityOf(request);
        return Has(identity, permission) ? identity : throw new CommandException($"Permission '{permission}' denied", "task_conn.py", 386);
    }

    /// <summary>
    /// The token that a request means: a login by key always means its own task, else the argument counts, then the root member.
    /// </summary>
    public static JsonNode? TokenOf(CommandRequest request)
    {
        if (IdentityOf(request).BoundToken is { } bound)
            return bound;
        return PythonArguments.FalsyAsEmpty(request).Get("token") ?? request.RootToken;
    }

    /// <summary>The task that a request means.</summary>
    /// <exception cref="CommandException">No token, no such task, or not this login's.</exception>
    public EmulatedTask Find(CommandRequest request, string permission)
    {
        JsonNode? token = TokenOf(request);
        return CheckTeam(IdentityOf(request), Find(token), permission);
    }

    /// <exception cref="CommandException">No token or no such task.</exception>
    public EmulatedTask Find(JsonNode? token)
    {
        if (PythonArguments.IsFalsy(token))
            throw new CommandException("Task token is required", "task_server.py", 670);
        lock (context.Gate)
        {
            return token is JsonValue value && value.TryGetValue(out string? text) && registry.Find(text) is { } task
                ? task
                : throw NotRunning(674);
        }
    }

    /// <summary>The first task of a project and source.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public EmulatedTask FindByProject(CommandRequest request, JsonNode? projectId, JsonNode? source, string permission)
    {
        lock (context.Gate)
            return CheckTeam(IdentityOf(request), registry.FindByProject(projectId, source) ?? throw NotRunning(629), permission);
    }

    private static EmulatedTask CheckTeam(ClientIdentity identity, EmulatedTask task, string permission)
    {
        if (identity.BoundToken is not null)
            return task;
        if (task.Settings.TeamId != identity.TeamId)
            throw new CommandException("Access denied: no permissions for this task", "task_conn.py", 476);
        return Has(identity, permission)
            ? task
            : throw new CommandException($"Permission '{permission}' denied for this task", "task_conn.py", 479);
    }

    private static bool Has(ClientIdentity identity, string permission) =>
        identity.Kind != ClientIdentityKind.PublicKey || permission == TaskPermission.Data;

    private static CommandException NotRunning(int line) => new("Your pipeline is not running", "task_server.py", line);
}
