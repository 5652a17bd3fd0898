using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>What helps to find out why a pipeline does what it does. Profiles are there, but there is nothing in them.</summary>
internal static class DiagnosticRoutes
{
    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("GET", "/v0/pipelines/{p}/support_bundle", SupportBundle),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/time_series", TimeSeries),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/dataflow_graph", call => HttpAnswer.Json(Known(call, new JsonObject()))),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/circuit_json_profile", call => HttpAnswer.Json(Reached(call, new JsonObject()))),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/circuit_profile", call => Reached(call, new HttpAnswer(200, "application/zip", Zip([])))),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/heap_profile", call => Reached(call, HttpAnswer.Of(200, "application/protobuf", ""))),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/rebalance", call => Reached(call, Replies.Empty())),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/start_compaction", call => Reached(call, Replies.Empty())),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/clock/advance", AdvanceClock),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/diff", Diff),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/time_series_stream", TimeSeriesStream),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/samply_profile", call => Reached(call, HttpAnswer.Of(StatusCodes.Status202Accepted, null, ""))),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/samply_profile", call => Reached(call, HttpAnswer.Of(StatusCodes.Status204NoContent, null, ""))),
        ApiRoute.Of("GET", "/v0/cluster/events", _ => HttpAnswer.Json(new JsonArray())),
        ApiRoute.Of("GET", "/v0/cluster/events/{e}", call => throw Refusals.Of(
            "UnknownClusterMonitorEvent", $"There is no event '{call.Arguments[0]}'", new JsonObject { ["event_id"] = call.Arguments[0] })),
    ];

    private static HttpAnswer SupportBundle(ApiCall call)
    {
        Pipeline pipeline = call.Pipeline;
        var files = new List<(string Name, string Content)>
        {
            ("pipeline_config.json", PipelineJson.All(pipeline).ToJsonString()),
            ("logs.txt", string.Join('\n', pipeline.Log.Lines)),
        };
        if (pipeline.Process is { IsReachable: true } process)
            files.Add(("stats.json", StatsJson.Of(process).ToJsonString()));
        return new HttpAnswer(StatusCodes.Status200OK, "application/zip", Zip(files))
            .With("Content-Disposition", $"attachment; filename=\"{pipeline.Name}-support-bundle.zip\"");
    }

    private static HttpAnswer TimeSeries(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        return HttpAnswer.Json(new JsonObject { ["now"] = Timestamps.Format(process.Clock.Now), ["samples"] = new JsonArray(Sample(process)) });
    }

    private static HttpAnswer TimeSeriesStream(ApiCall call) => HttpAnswer.Of(
        StatusCodes.Status200OK, "application/x-ndjson", Sample(Interaction.ReachInitialized(call)).ToJsonString() + "\n");

    private static JsonObject Sample(PipelineProcess process) => new()
    {
        ["t"] = Timestamps.Format(process.Clock.Now),
        ["r"] = process.Circuit.Counters.ProcessedRecords,
        ["m"] = 64 * 1024 * 1024,
        ["s"] = 0,
    };

    private static HttpAnswer AdvanceClock(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        JsonObject tweaks = call.Pipeline.Definition.RuntimeConfig["dev_tweaks"] as JsonObject ?? [];
        if (tweaks["now_http_driven"]?.ToJsonString() != "true")
            throw Refusals.InvalidParam("the clock can only be advanced with dev_tweaks.now_http_driven");
        long delta = call.ReadObject()["delta_ms"] is JsonValue value && value.TryGetValue(out long milliseconds) ? milliseconds : 1000;
        DateTimeOffset now = process.AdvanceClock(TimeSpan.FromMilliseconds(delta));
        return HttpAnswer.Json(new JsonObject { ["now_ms"] = now.ToUnixTimeMilliseconds(), ["now"] = Timestamps.Format(now) });
    }

    private static HttpAnswer Diff(ApiCall call)
    {
        _ = call.Pipeline;
        string[] lists =
        [
            "added_input_connectors", "modified_input_connectors", "removed_input_connectors", "added_output_connectors", "modified_output_connectors",
            "removed_output_connectors",
        ];
        var diff = new JsonObject { ["program_diff"] = null, ["program_diff_error"] = null };
        foreach (string list in lists)
            diff[list] = new JsonArray();
        return HttpAnswer.Json(diff);
    }

    private static T Known<T>(ApiCall call, T answer)
    {
        _ = call.Pipeline;
        return answer;
    }

    private static T Reached<T>(ApiCall call, T answer)
    {
        Interaction.ReachInitialized(call);
        return answer;
    }

    private static byte[] Zip(IEnumerable<(string Name, string Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return bytes.ToArray();
    }
}
