using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Monitors;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The events of a task's life (RocketRide protocol §6.3). Call under the engine's gate.</summary>
internal sealed class TaskEvents(EventPublisher publisher)
{
    public const string StatusUpdateName = "apaevt_status_update";
    public const string TaskName = "apaevt_task";

    public void StatusUpdate(EmulatedTask task) =>
        publisher.Publish(task, EventType.Summary, StatusUpdateName, task.Status.ToJson);

    /// <param name="task">The task.</param>
    /// <param name="action">begin, end or restart.</param>
    public void Action(EmulatedTask task, string action) => publisher.Publish(task, EventType.Task, TaskName, () => new()
    {
        ["action"] = action,
        ["name"] = task.Status.Name,
        ["projectId"] = task.Identity.ProjectId,
        ["source"] = task.Identity.Source,
    });

    public void Message(EmulatedTask task, string message) => Detail(task, "apaevt_status_message", () => new() { ["message"] = message });

    public void Error(EmulatedTask task, string message) => Detail(task, "apaevt_status_error", () => new() { ["message"] = message });

    public void User(EmulatedTask task, JsonArray notes) =>
        Detail(task, "apaevt_status_user", () => new() { ["notes"] = notes.DeepClone() });

    public void Counts(EmulatedTask task) => Detail(task, "apaevt_status_counts", () =>
    {
        var body = new JsonObject();
        task.Status.Counts.WriteTo(body);
        return body;
    });

    public void Output(EmulatedTask task, string line) => publisher.Publish(task, EventType.Output, "output", () => new()
    {
        ["category"] = "console",
        ["output"] = line + "\n",
    });

    public void Flow(EmulatedTask task, Func<JsonObject> createBody)
    {
        if (task.Settings.TraceLevel is not null)
            publisher.Publish(task, EventType.Flow, "apaevt_flow", createBody);
    }

    public void Sse(EmulatedTask task, int pipeId, string type, JsonObject data)
    {
        JsonObject CreateBody() => new() { ["pipe_id"] = pipeId, ["type"] = type, ["data"] = data.DeepClone() };
        publisher.Publish(task, EventType.Sse, "apaevt_sse", CreateBody, pipeId);
    }

    /// <summary>What <c>apaevt_task</c> with the action running lists a task as.</summary>
    public static JsonObject ToListItem(EmulatedTask task) => new()
    {
        ["id"] = task.Identity.Id,
        ["name"] = task.Status.Name,
        ["projectId"] = task.Identity.ProjectId,
        ["source"] = task.Identity.Source,
    };

    private void Detail(EmulatedTask task, string name, Func<JsonObject> createBody) =>
        publisher.Publish(task, EventType.Detail, name, createBody);
}
