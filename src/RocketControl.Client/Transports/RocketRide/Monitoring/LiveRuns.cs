using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Which project and source the runs that are alive belong to, by their display ids: most events carry nothing but that (RocketRide protocol §6.3). Learned from the events
/// of tasks, of which the first lists all that are alive, also after a lost connection. Used under the lock of the feeds.
/// </summary>
internal sealed class LiveRuns
{
    private readonly Dictionary<string, (string? Project, string? Source)> _runs = [];

    public (string? Project, string? Source)? Find(string? displayId) =>
        displayId is not null && _runs.TryGetValue(displayId, out var run) ? run : null;

    public void Learn(JsonElement taskEvent, string? displayId)
    {
        switch (taskEvent.Text("action"u8))
        {
            case "running":
                _runs.Clear();
                foreach (var task in taskEvent.Items("tasks"u8))
                    Add(task.Text("id"u8), task);
                break;
            case "end":
                _runs.Remove(displayId ?? "");
                break;
            default:
                Add(displayId, taskEvent);
                break;
        }
    }

    private void Add(string? displayId, JsonElement task)
    {
        if (!string.IsNullOrEmpty(displayId))
            _runs[displayId] = (task.Text("projectId"u8), task.Text("source"u8));
    }
}
