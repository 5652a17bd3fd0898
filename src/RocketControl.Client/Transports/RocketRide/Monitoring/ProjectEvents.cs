using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Picks the events of one project out of all. Most carry nothing but the display id of their run, so the ids that belong to the project are learned from the events that
/// name it (RocketRide protocol §6.3); that is one short text for each token that the project's runs ever had. Used under the lock of the feeds.
/// </summary>
internal sealed class ProjectEvents(string projectId, string? source)
{
    private readonly HashSet<string> _displayIds = [];

    public bool Takes(DapEvent dapEvent, string? displayId) => dapEvent.Name switch
    {
        "apaevt_task" => TakesTask(dapEvent, displayId),
        "apaevt_status_update" => IsKnown(displayId) || TakesStatus(dapEvent, displayId),
        _ => IsKnown(displayId),
    };

    private bool TakesTask(DapEvent dapEvent, string? displayId)
    {
        using var document = JsonDocument.Parse(dapEvent.Body);
        var body = document.RootElement;
        if (body.Text("action"u8) == "running")
        {
            foreach (var task in body.Items("tasks"u8).Where(task => IsOurs(task.Text("projectId"u8), task.Text("source"u8))))
                Learn(task.Text("id"u8));
            return true;
        }
        if (!IsOurs(body.Text("projectId"u8), body.Text("source"u8)))
            return false;
        Learn(displayId);
        return true;
    }

    private bool TakesStatus(DapEvent dapEvent, string? displayId)
    {
        using var document = JsonDocument.Parse(dapEvent.Body);
        if (!IsOurs(document.RootElement.Text("project_id"u8), document.RootElement.Text("source"u8)))
            return false;
        Learn(displayId);
        return true;
    }

    /// <summary>The star is the source of a placeholder that says nothing: it comes for every project, be it running or not.</summary>
    private bool IsOurs(string? project, string? fedBy) => project == projectId && fedBy is not (null or MonitorKey.AllSources) && (source is null || fedBy == source);

    private bool IsKnown(string? displayId) => displayId is not null && _displayIds.Contains(displayId);

    private void Learn(string? displayId)
    {
        if (!string.IsNullOrEmpty(displayId))
            _displayIds.Add(displayId);
    }
}
