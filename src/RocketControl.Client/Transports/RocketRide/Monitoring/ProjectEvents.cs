using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Picks the events of one project, or of one of its sources, out of all. Used under the lock of the feeds.</summary>
internal sealed class ProjectEvents(string projectId, string? source, LiveRuns runs)
{
    public bool Takes(DapEvent dapEvent, string? displayId) => dapEvent.Name switch
    {
        "apaevt_task" => Tells(dapEvent, "projectId"u8, isTask: true),
        "apaevt_status_update" => Tells(dapEvent, "project_id"u8, isTask: false),
        _ => runs.Find(displayId) is { } run && IsOurs(run.Project, run.Source),
    };

    private bool Tells(DapEvent dapEvent, ReadOnlySpan<byte> project, bool isTask)
    {
        if (dapEvent.Body.IsEmpty)
            return false;
        using var document = JsonDocument.Parse(dapEvent.Body);
        var body = document.RootElement;
        return (isTask && body.Text("action"u8) == "running") || IsOurs(body.Text(project), body.Text("source"u8));
    }

    /// <summary>The star is the source of a placeholder that says nothing: it comes for every project, be it running or not.</summary>
    private bool IsOurs(string? project, string? fedBy) => project == projectId && fedBy is not (null or MonitorKey.AllSources) && (source is null || fedBy == source);
}
