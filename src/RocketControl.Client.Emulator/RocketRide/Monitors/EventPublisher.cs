using System.Globalization;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>
/// Sends a task's event once to every connection that wants and may see it (RocketRide protocol §6.2). Call under the engine's gate.
/// </summary>
internal sealed class EventPublisher(MonitorTable monitors)
{
    /// <summary>Builds the body only if somebody gets it.</summary>
    /// <param name="task">The task that the event is about.</param>
    /// <param name="type">The bit that a subscription needs.</param>
    /// <param name="name">The name on the wire.</param>
    /// <param name="createBody">The body without <c>__id</c>.</param>
    /// <param name="pipeId">The pipe of an event that carries <c>pipe_id</c>.</param>
    public void Publish(EmulatedTask task, EventType type, string name, Func<JsonObject> createBody, int? pipeId = null)
    {
        string? pipe = pipeId?.ToString(CultureInfo.InvariantCulture);
        JsonObject? body = null;
        foreach ((ClientConnection connection, ConnectionMonitors subscriptions) in monitors.Connections)
        {
            if (!subscriptions.Wants(type, task.Identity.Project, task.Identity.Source, pipe))
                continue;
            string permission = type == EventType.Sse ? TaskPermission.Data : TaskPermission.Monitor;
            if (!TaskAccess.MaySee(connection.Identity ?? subscriptions.Identity, task, permission))
                continue;

            body ??= WithId(createBody(), task.Identity.Id);
            connection.SendEvent(name, body.DeepClone().AsObject());
        }
    }

    /// <summary>Adds the id that every event carries as its last member.</summary>
    public static JsonObject WithId(JsonObject body, string id)
    {
        body["__id"] = id;
        return body;
    }
}
