using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Picks the events of one run out of those with its display id, as far as they tell: that id holds no more of a token than its first eight characters, so that other
/// pipelines' runs with a token that begins alike have it too (RocketRide protocol §3.2). Used under the lock of the feeds.
/// </summary>
internal sealed class RunEvents(Run run)
{
    public bool Takes(DapEvent dapEvent, string? displayId) => dapEvent.Name switch
    {
        "apaevt_task" => IsTaskOfOurs(dapEvent),
        "apaevt_status_update" => dapEvent.Content is not TaskStatusMembers status || IsOurs(status.ProjectId, status.Source),
        _ => true,
    };

    private bool IsTaskOfOurs(DapEvent dapEvent)
    {
        if (dapEvent.Body.IsEmpty)
            return true;
        using var document = JsonDocument.Parse(dapEvent.Body);
        return IsOurs(document.RootElement.Text("projectId"u8), document.RootElement.Text("source"u8));
    }

    private bool IsOurs(string? projectId, string? source) => IsSame(run.ProjectId, projectId) && IsSame(run.Source, source);

    private static bool IsSame(string? known, string? told) => known is null || string.IsNullOrEmpty(told) || known == told;
}
