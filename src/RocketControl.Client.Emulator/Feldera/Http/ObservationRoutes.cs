using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Statistics, metrics, logs and the history of a pipeline (Feldera protocol §6 and §10).</summary>
internal static class ObservationRoutes
{
    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("GET", "/v0/pipelines/{p}/stats", call => HttpAnswer.Json(StatsJson.Of(Interaction.ReachInitialized(call)))),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/metrics", Metrics),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/logs", Logs),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/events", Events),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/events/{e}", Event),
    ];

    private static HttpAnswer Metrics(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        CircuitCounters counters = process.Circuit.Counters;
        (string Name, string Type, long Value)[] metrics =
        [
            ("records_input_total", "counter", counters.InputRecords),
            ("records_processed_total", "counter", counters.ProcessedRecords),
            ("records_input_buffered", "gauge", process.Circuit.BufferedRecords),
        ];
        return call.Query["format"] switch
        {
            null or "prometheus" => HttpAnswer.Text(string.Concat(metrics.Select(metric =>
                $"# TYPE {metric.Name} {metric.Type}\n{metric.Name}{{pipeline=\"{call.Arguments[0]}\"}} {metric.Value}\n"))),
            "json" => HttpAnswer.Json(new JsonArray([.. metrics.Select(metric => new JsonObject
            {
                ["key"] = metric.Name,
                ["value_type"] = metric.Type,
                ["value"] = metric.Value,
            })])),
            var other => throw Refusals.InvalidParam($"unknown format '{other}'"),
        };
    }

    private static HttpAnswer Logs(ApiCall call)
    {
        PipelineLog log = call.Pipeline.Log;
        Channel<string> lines = log.Follow();
        return HttpAnswer.Streamed("text/plain; charset=utf-8", async (stream, over) =>
        {
            try
            {
                await foreach (string line in lines.Reader.ReadAllAsync(over).ConfigureAwait(false))
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), over).ConfigureAwait(false);
                    await stream.FlushAsync(over).ConfigureAwait(false);
                }
            }
            finally
            {
                log.Unfollow(lines);
            }
        });
    }

    private static HttpAnswer Events(ApiCall call)
    {
        bool all = SelectsAll(call);
        return HttpAnswer.Json(new JsonArray([.. call.Pipeline.Events.NewestFirst.Select(found => found.ToJson(all))]));
    }

    private static HttpAnswer Event(ApiCall call)
    {
        bool all = SelectsAll(call);
        string id = call.Arguments[1];
        MonitorEvent found = call.Pipeline.Events.NewestFirst.FirstOrDefault(recorded => id == "latest" || recorded.Id.ToString() == id)
            ?? throw Refusals.Of("UnknownPipelineMonitorEvent", $"There is no event '{id}'", new JsonObject { ["event_id"] = id });
        return HttpAnswer.Json(found.ToJson(all));
    }

    private static bool SelectsAll(ApiCall call) => call.Query["selector"] switch
    {
        "all" => true,
        null or "status" => false,
        var other => throw Refusals.InvalidParam($"unknown selector '{other}'"),
    };
}
