using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary><c>/task</c>: starts, shows and ends tasks through the commands (RocketRide protocol §7.2, §7.4).</summary>
internal static class TaskRoutes
{
    private static readonly HandlerFailure NoPipeline =
        new("Pipeline configuration or file path is required and must be specified", "execution.py", 207);

    public static IEnumerable<Route> Routes =>
    [
        new("POST", "/task", ExecuteAsync),
        new("GET", "/task", StatusAsync),
        new("DELETE", "/task", CancelAsync),
        new("PUT", "/task", ExecuteAsync),
    ];

    private static async Task<HttpAnswer> ExecuteAsync(HttpCall call)
    {
        JsonBody body = await JsonBody.ReadAsync(call).ConfigureAwait(false);
        if (body.Refusal is not null)
            return body.Refusal;

        var errors = new ValidationErrors();
        int threads = ThreadCount.Read(call.Query["threads"], errors);
        errors.RequireAuthorization(call.Request);
        JsonObject? pipeline = body.AsObject(errors);
        if (errors.Any)
            return errors.ToAnswer();
        if (pipeline!.Count == 0)
            return Envelope.Failure(NoPipeline);

        JsonObject arguments = ExecuteArguments(call.Query, pipeline, threads);
        return await CallAsync(call, "execute", arguments, reply => Envelope.Ok(new JsonObject { ["token"] = reply?["token"]?.DeepClone() }))
            .ConfigureAwait(false);
    }

    private static Task<HttpAnswer> StatusAsync(HttpCall call) => CallWithTokenAsync(call, "rrext_get_task_status", reply => Envelope.Ok(reply));

    private static Task<HttpAnswer> CancelAsync(HttpCall call) => CallWithTokenAsync(call, "terminate", _ => Envelope.Ok());

    private static async Task<HttpAnswer> CallWithTokenAsync(HttpCall call, string command, Func<JsonObject?, HttpAnswer> answer)
    {
        var errors = new ValidationErrors();
        string? token = call.Query["token"];
        if (token is null)
            errors.AddMissing("query", "token");
        errors.RequireAuthorization(call.Request);
        return errors.Any
            ? errors.ToAnswer()
            : await CallAsync(call, command, new JsonObject { ["token"] = token }, answer).ConfigureAwait(false);
    }

    private static async Task<HttpAnswer> CallAsync(HttpCall call, string command, JsonObject arguments, Func<JsonObject?, HttpAnswer> answer)
    {
        using PrivateClient client = call.Connect();
        try
        {
            return answer(await client.CallAsync(command, arguments).ConfigureAwait(false));
        }
        catch (CommandException failure)
        {
            return Envelope.Failure(HandlerFailure.OfCall(failure.Message));
        }
    }

    private static JsonObject ExecuteArguments(QueryParameters query, JsonObject body, int threads)
    {
        JsonNode? pipeline = body.TryGetPropertyValue("pipeline", out JsonNode? wrapped) ? wrapped : body;
        string? trace = query["trace"];
        var arguments = new JsonObject
        {
            ["pipeline"] = pipeline?.DeepClone(),
            ["args"] = string.IsNullOrEmpty(trace) ? new JsonArray() : new JsonArray($"--trace={trace}"),
            ["threads"] = threads,
        };
        if (query["token"] is { } token)
            arguments["token"] = token;
        return arguments;
    }
}
