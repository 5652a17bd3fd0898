using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>Turns wire events into typed ones (RocketRide protocol §6.3). Never throws on what an event holds.</summary>
/// <param name="readStatus">Turns the event of a status into a unified status.</param>
/// <param name="time">The clock.</param>
internal sealed class EventReader(Func<DapEvent, string, RunStatus?> readStatus, TimeProvider time)
{
    private const double Hundredths = 100;

    public RocketRideEvent Read(DapEvent dapEvent)
    {
        var source = new EventSource(dapEvent.Name, EventRunId.Of(dapEvent.Body.Span) ?? "", time.GetUtcNow());
        var raw = new LazyJson(dapEvent.Body);
        return dapEvent.Name == "apaevt_status_update" && readStatus(dapEvent, source.RunId) is { } status
            ? new StatusEvent(source, status) { RawJson = raw }
            : Read(source, raw.Element) with { RawJson = raw };
    }

    private static RocketRideEvent Read(EventSource source, JsonElement body) => source.Name switch
    {
        "apaevt_task" => ReadTask(source, body),
        "apaevt_status_object" => new ObjectEvent(source, body.Text("object"u8) ?? "", body.Integer("size"u8)),
        "apaevt_status_counts" => new CountsEvent(source, ReadCounts(body)),
        "apaevt_status_error" => new ErrorEvent(source, body.Text("message"u8) ?? ""),
        "apaevt_status_warning" => new WarningEvent(source, body.Text("message"u8) ?? ""),
        "apaevt_status_message" => new MessageEvent(source, body.Text("message"u8) ?? ""),
        "apaevt_status_download" => ReadDownload(source, body.Member("info"u8) ?? default),
        "apaevt_status_user" => new NotesEvent(source),
        "apaevt_status_metrics" => new MetricsEvent(source, body.NumbersByName("metrics"u8)),
        "apaevt_status_info" => new InfoEvent(source),
        "output" => new OutputEvent(source, body.Text("category"u8) ?? "", body.Text("output"u8) ?? ""),
        "apaevt_flow" => new FlowEvent(
            source, body.Integer("id"u8), body.Text("op"u8) ?? "", body.Texts("pipes"u8), body.Member("trace"u8) ?? default),
        "apaevt_sse" => new SseEvent(source, body.Integer("pipe_id"u8), body.Text("type"u8) ?? "", body.Member("data"u8) ?? default),
        "apaevt_dashboard" => new DashboardEvent(source, body.Text("action"u8) ?? "", body.UnixSeconds("timestamp"u8)),
        "apaext_account" => new AccountEvent(source),
        _ => new UnknownEvent(source),
    };

    private static TaskEvent ReadTask(EventSource source, JsonElement body) => new(
        source,
        body.Text("action"u8) ?? "",
        body.Text("name"u8) ?? "",
        body.Text("projectId"u8) ?? "",
        body.Text("source"u8) ?? "",
        body.Member("tasks"u8) is { ValueKind: JsonValueKind.Array } tasks
            ? [.. tasks.EnumerateArray().Select(task => new TaskListing(
                task.Text("id"u8) ?? "", task.Text("name"u8) ?? "", task.Text("projectId"u8) ?? "", task.Text("source"u8) ?? ""))]
            : []);

    private static DownloadEvent ReadDownload(EventSource source, JsonElement info) =>
        new(source, info.Text("name"u8) ?? "", info.Text("status"u8) ?? "", info.Texts("error"u8));

    private static ObjectCounts ReadCounts(JsonElement body) => new()
    {
        Total = body.Integer("totalCount"u8) ?? 0,
        TotalBytes = body.Integer("totalSize"u8) ?? 0,
        Completed = body.Integer("completedCount"u8) ?? 0,
        CompletedBytes = body.Integer("completedSize"u8) ?? 0,
        Failed = body.Integer("failedCount"u8) ?? 0,
        FailedBytes = body.Integer("failedSize"u8) ?? 0,
        Words = body.Integer("wordsCount"u8) ?? 0,
        ObjectsPerSecond = (body.Number("rateCount"u8) ?? 0) / Hundredths,
        BytesPerSecond = (body.Number("rateSize"u8) ?? 0) / Hundredths,
    };
}
