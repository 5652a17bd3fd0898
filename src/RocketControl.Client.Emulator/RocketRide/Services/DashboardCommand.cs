using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Monitors;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Services;

/// <summary><c>rrext_dashboard</c>: the connections and tasks of the caller (RocketRide protocol §3.6).</summary>
internal sealed class DashboardCommand(EngineContext context, TaskRegistry registry, MonitorTable monitors)
{
    private readonly double _startedAt = context.Clock.UnixNow;

    public Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        ClientIdentity identity = TaskAccess.Require(request, TaskPermission.Monitor);
        lock (context.Gate)
        {
            IEnumerable<ClientConnection> visible = context.Connections.Snapshot().Where(connection => IsOf(connection, identity));
            JsonNode[] connections = [.. visible.Select(ToConnection)];
            EmulatedTask[] tasks = [.. registry.All.Where(task => IsVisible(task, identity))];
            return Task.FromResult(new CommandReply(new JsonObject
            {
                ["overview"] = new JsonObject
                {
                    ["totalConnections"] = connections.Length,
                    ["activeTasks"] = tasks.Count(task => !task.Status.Completed),
                    ["serverUptime"] = PythonFloat.Node(context.Clock.UnixNow - _startedAt),
                },
                ["connections"] = new JsonArray(connections),
                ["tasks"] = new JsonArray([.. tasks.Select(ToTask)]),
            }));
        }
    }

    /// <summary>The connections of the same user; a login by key sees those with its key only.</summary>
    private bool IsOf(ClientConnection connection, ClientIdentity identity)
    {
        ClientIdentity? other = connection.Identity ?? monitors.IdentityOf(connection);
        return identity.BoundToken is null ? other?.UserId == identity.UserId : other?.UserToken == identity.UserToken;
    }

    private static bool IsVisible(EmulatedTask task, ClientIdentity identity) => identity.BoundToken is { } token
        ? task.Identity.Token == token
        : TaskAccess.MaySee(identity, task, TaskPermission.Monitor);

    private JsonNode ToConnection(ClientConnection connection)
    {
        IReadOnlyList<KeyValuePair<MonitorKey, EventType>> masks = monitors.MasksOf(connection);
        IEnumerable<string> attached = masks.Select(mask => NameOf(mask.Key)).OfType<string>().Distinct();
        return new JsonObject
        {
            ["id"] = connection.Id,
            ["connectedAt"] = PythonFloat.Node(Unix(connection.ConnectedAt)),
            ["lastActivity"] = PythonFloat.Node(Unix(connection.LastActivity)),
            ["messagesIn"] = connection.MessagesIn,
            ["messagesOut"] = connection.MessagesOut,
            ["authenticated"] = connection.Identity is not null,
            ["clientId"] = connection.Identity?.UserId,
            ["clientInfo"] = new JsonObject { ["name"] = connection.ClientName, ["version"] = connection.ClientVersion },
            ["monitors"] = new JsonArray([.. masks.Select(ToMonitor)]),
            ["attachedTasks"] = new JsonArray([.. attached.Select(name => (JsonNode)name)]),
        };
    }

    private JsonNode ToMonitor(KeyValuePair<MonitorKey, EventType> monitor) => new JsonObject
    {
        ["key"] = monitor.Key.ToDashboardLabel(NameOf(monitor.Key)),
        ["flags"] = EventMask.ToFlags(monitor.Value),
    };

    private string? NameOf(MonitorKey key) =>
        registry.All.FirstOrDefault(task => task.Identity.Project == key.Project && task.Identity.Source == key.Source)?.Status.Name;

    private JsonNode ToTask(EmulatedTask task)
    {
        EmulatedStatus status = task.Status;
        return new JsonObject
        {
            ["id"] = task.Identity.Id,
            ["name"] = status.Name,
            ["projectId"] = task.Identity.ProjectId,
            ["source"] = task.Identity.Source,
            ["provider"] = task.Identity.Provider,
            ["launchType"] = "execute",
            ["startTime"] = PythonFloat.Node(status.StartTime),
            ["elapsedTime"] = PythonFloat.Node((status.Completed ? status.EndTime : context.Clock.UnixNow) - status.StartTime),
            ["completed"] = status.Completed,
            ["status"] = status.Completed ? null : status.Text,
            ["exitCode"] = status.Completed ? status.ExitCode : null,
            ["endTime"] = status.Completed ? PythonFloat.Node(status.EndTime) : null,
            ["connections"] = 0,
            ["state"] = (int)status.State,
            ["idleTime"] = (long)task.IdleSeconds,
            ["ttl"] = task.Settings.Ttl?.DeepClone(),
            ["metrics"] = status.Metrics.ToMetricsJson(),
            ["totalCount"] = status.Counts.CompletedCount + status.Counts.FailedCount,
            ["completedCount"] = status.Counts.CompletedCount,
            ["rateCount"] = status.Counts.Rate(status.Counts.CompletedCount),
            ["rateSize"] = status.Counts.Rate(status.Counts.CompletedSize),
        };
    }

    private static double Unix(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;
}
