using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>
/// <c>rrext_monitor</c>: replaces one subscription, and brings the subscriber up to date on what it newly listens to before it answers
/// (RocketRide protocol §6.2).
/// </summary>
internal sealed class MonitorCommand(
    EngineContext context, TaskRegistry registry, TaskAccess access, MonitorTable monitors, DashboardEvents dashboard)
{
    public Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        MonitorRequest wanted = MonitorRequest.Read(request, access);
        ClientIdentity identity = TaskAccess.IdentityOf(request);
        lock (context.Gate)
        {
            EventType added = monitors.Of(request.Connection, identity).Set(wanted.Key, wanted.Mask);
            string label = wanted.Key.ToEventLabel(wanted.Task?.Identity.Id);
            dashboard.MonitorChanged(request.Connection, label, subscribed: wanted.Mask != EventType.None);
            CatchUp(request.Connection, identity, wanted, added);
        }

        return Task.FromResult(CommandReply.Empty);
    }

    private void CatchUp(ClientConnection connection, ClientIdentity identity, MonitorRequest wanted, EventType added)
    {
        if (added.HasFlag(EventType.Summary) && wanted.ProjectId is not null)
            connection.SendEvent(TaskEvents.StatusUpdateName, CurrentStatus(identity, wanted));
        if (added.HasFlag(EventType.Task))
            connection.SendEvent(TaskEvents.TaskName, RunningTasks(identity));
    }

    private JsonObject CurrentStatus(ClientIdentity identity, MonitorRequest wanted)
    {
        EmulatedTask? task = wanted.Task ?? registry.FindByProject(wanted.ProjectId, wanted.Key.Source);
        if (task is not null && (wanted.Task is not null || TaskAccess.MaySee(identity, task, TaskPermission.Monitor)))
            return EventPublisher.WithId(task.Status.ToJson(), task.Identity.Id);

        JsonObject placeholder = EmulatedStatus.NotRunning(wanted.ProjectId!, wanted.Key.Source).ToJson();
        return EventPublisher.WithId(placeholder, $"{wanted.Key.Project}.{wanted.Key.Source}");
    }

    /// <summary>Every live task of the subscriber's team, whatever the subscription is for.</summary>
    private JsonObject RunningTasks(ClientIdentity identity)
    {
        IEnumerable<JsonNode> live = registry.All
            .Where(task => task.Status.State is > TaskState.None and < TaskState.Completed)
            .Where(task => task.Settings.TeamId == identity.TeamId)
            .Select(TaskEvents.ToListItem);
        return EventPublisher.WithId(new() { ["action"] = "running", ["tasks"] = new JsonArray([.. live]) }, "");
    }
}
