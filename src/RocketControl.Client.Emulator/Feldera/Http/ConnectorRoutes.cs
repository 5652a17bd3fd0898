using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Runtime;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>The connectors that a program gives its tables and views.</summary>
internal static class ConnectorRoutes
{
    public static IEnumerable<ApiRoute> All { get; } =
    [
        ApiRoute.Of("GET", "/v0/pipelines/{p}/tables/{t}/connectors/{c}/completion_token", CompletionTokenOf),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/tables/{t}/connectors/{c}/stats", InputStats),
        ApiRoute.Of("POST", "/v0/pipelines/{p}/tables/{t}/connectors/{c}/{action}", Act),
        ApiRoute.Of("GET", "/v0/pipelines/{p}/views/{v}/connectors/{c}/stats", OutputStats),
    ];

    private static HttpAnswer CompletionTokenOf(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        FindInput(call, process);
        return HttpAnswer.Json(new JsonObject { ["token"] = CompletionToken.Of(process).ToString() });
    }

    private static HttpAnswer InputStats(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        return HttpAnswer.Json(StatsJson.Input(process, FindInput(call, process), call.Arguments[2]));
    }

    private static HttpAnswer Act(ApiCall call)
    {
        string action = call.Arguments[3];
        if (action is not ("start" or "pause"))
            throw Refusals.Of("InvalidConnectorAction", $"'{action}' is neither start nor pause", new JsonObject { ["action"] = action });
        PipelineProcess process = Interaction.ReachInitialized(call);
        Relation table = FindInput(call, process);
        if (action == "pause")
            process.Connectors.Pause(table, call.Arguments[2]);
        else
            process.Connectors.Start(table, call.Arguments[2]);
        return Replies.Empty();
    }

    private static HttpAnswer OutputStats(ApiCall call)
    {
        PipelineProcess process = Interaction.ReachInitialized(call);
        Relation? view = process.Circuit.Find(SqlName.Parse(call.Arguments[1]));
        if (view is null || !view.Connectors.Contains(call.Arguments[2]))
            throw Unknown("UnknownOutputEndpoint", call);
        return HttpAnswer.Json(StatsJson.Output(process, view, call.Arguments[2]));
    }

    private static Relation FindInput(ApiCall call, PipelineProcess process)
    {
        Relation? table = process.Circuit.FindTable(SqlName.Parse(call.Arguments[1]));
        return table is not null && process.Connectors.HasInput(table, call.Arguments[2]) ? table : throw Unknown("UnknownInputEndpoint", call);
    }

    private static RefusedException Unknown(string code, ApiCall call)
    {
        string endpoint = $"{call.Arguments[1]}.{call.Arguments[2]}";
        return Refusals.Of(code, $"There is no connector '{endpoint}'", new JsonObject { ["endpoint_name"] = endpoint });
    }
}
