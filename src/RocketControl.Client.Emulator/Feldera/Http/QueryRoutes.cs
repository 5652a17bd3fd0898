using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Ad-hoc queries (Feldera protocol §10). Results in Arrow and Parquet are refused: the emulator does not write those formats.</summary>
internal static class QueryRoutes
{
    public static IEnumerable<ApiRoute> All { get; } = [ApiRoute.Of("GET", "/v0/pipelines/{p}/query", Query)];

    private static HttpAnswer Query(ApiCall call)
    {
        string sql = call.Query["sql"] ?? throw Refusals.InvalidParam("the parameter 'sql' is missing");
        string format = call.Query["format"] ?? "text";
        if (format is not ("text" or "json" or "hash" or "parquet" or "arrow_ipc"))
            throw Refusals.InvalidParam($"unknown format '{format}'");
        PipelineProcess process = Interaction.ReachReady(call);
        QueryResult result = AdHocQuery.Run(sql, process.Circuit);
        if (format is "parquet" or "arrow_ipc")
            throw Refusals.AdHocQuery($"the emulator does not write {format}");

        string? error = null;
        if (process.Faults.TakeQueryFailure() is { } failure)
        {
            result = result with { Rows = [.. result.Rows.Take(failure.Rows)] };
            error = failure.Error;
        }
        return format switch
        {
            "json" => HttpAnswer.Of(200, "application/json", result.ToLines() + (error is null ? "" : Line(error))),
            "hash" => error is null ? HttpAnswer.Text(result.ToHash()) : throw Refusals.AdHocQuery(error),
            _ => HttpAnswer.Text(result.ToTable() + (error is null ? "" : $"\nERROR: {error}")),
        };
    }

    private static string Line(string error) => Refusals.AdHocQuery(error).Error.ToJson().ToJsonString() + "\n";
}
