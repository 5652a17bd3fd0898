using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.VectorShift;

/// <summary>The routes below <c>/v1</c> (VectorShift protocol §2, §3).</summary>
internal sealed class Api(VectorShiftEmulatorOptions options, RunRegistry runs, CancellationToken stopping)
{
    private const string Version = "v1";

    /// <summary>Executes a request.</summary>
    public async Task<HttpAnswer> AnswerAsync(HttpContext context)
    {
        try
        {
            Credential.Check(context.Request, options.ApiKey);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            return await RouteAsync(context.Request, over.Token).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            return refused.Answer;
        }
        catch (BadHttpRequestException refused)
        {
            return RefusedException.Failed(refused.Message, refused.StatusCode);
        }
    }

    private async Task<HttpAnswer> RouteAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        string[] path = [.. (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)];
        if (path is not [Version, .. string[] route])
            throw RefusedException.NotFound("no such route");
        if (HttpMethods.IsGet(request.Method))
        {
            return route switch
            {
                ["pipelines"] => List(request.Query),
                ["pipeline"] => Fetch(request.Query),
                _ => Status(string.Join('/', route)),
            };
        }
        if (!HttpMethods.IsPost(request.Method) || route is not ["pipeline", string id, string action])
            throw RefusedException.NotFound("no such route");
        JsonObject members = await RequestMembers.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        return action switch
        {
            "run" => await RunAsync(id, members, cancellationToken).ConfigureAwait(false),
            "terminate" => await TerminateAsync(id, members).ConfigureAwait(false),
            "pause" => Act(id, RunId(members), run => run.TryPause()),
            "resume" => Resume(id, members),
            _ when action == options.BulkRunPath => await BulkRunAsync(id, members, cancellationToken).ConfigureAwait(false),
            _ => throw RefusedException.NotFound("no such route"),
        };
    }

    private Task<HttpAnswer> RunAsync(string id, JsonObject members, CancellationToken cancellationToken)
    {
        VectorShiftEmulatedRun run = runs.Start(id, members["inputs"]);
        // In a form the flag is a text.
        return members["stream"]?.ToString().ToLowerInvariant() == "true"
            ? Task.FromResult(RunAnswers.Streamed(run, options.SendsDone))
            : RunAnswers.PlainAsync(run, cancellationToken);
    }

    private Task<HttpAnswer> BulkRunAsync(string id, JsonObject members, CancellationToken cancellationToken)
    {
        if (members["runs"] is not JsonArray given)
            throw RefusedException.BadRequest("runs must be an array");
        return RunAnswers.BulkAsync([.. given.Select(each => runs.Start(id, (each as JsonObject)?["inputs"]))], cancellationToken);
    }

    private async Task<HttpAnswer> TerminateAsync(string id, JsonObject members)
    {
        if (runs.Find(id, RunId(members)) is not { } run)
            return Refuse(options.OnUnknownRun, "run not found");
        if (run.IsOver)
            return Refuse(options.OnFinishedRun, "run is not running");
        await run.CancelAsync().ConfigureAwait(false);
        return Success();
    }

    private HttpAnswer Resume(string id, JsonObject members)
    {
        if (members["run_ids"] is not JsonArray { Count: > 0 } ids)
            throw RefusedException.BadRequest("run_ids is required");
        HttpAnswer answer = Success();
        foreach (JsonNode? runId in ids)
            answer = Act(id, runId?.ToString() ?? "", run => run.TryResume());
        return answer;
    }

    private HttpAnswer Act(string id, string runId, Func<VectorShiftEmulatedRun, bool> act)
    {
        if (runs.Find(id, runId) is not { } run)
            return Refuse(options.OnUnknownRun, "run not found");
        return act(run) ? Success() : Refuse(options.OnFinishedRun, $"run is {Word(run.State)}");
    }

    private HttpAnswer List(IQueryCollection query)
    {
        var answer = new JsonObject
        {
            ["status"] = "success",
            ["object_ids"] = new JsonArray([.. runs.Pipelines.Select(pipeline => (JsonNode?)pipeline.Id)]),
        };
        if (query["verbose"] == "true")
            answer["objects"] = new JsonArray([.. runs.Pipelines.Select(pipeline => pipeline.Describe())]);
        return HttpAnswer.Json(answer);
    }

    private HttpAnswer Fetch(IQueryCollection query)
    {
        string id = query["id"].ToString();
        string name = query["name"].ToString();
        if (id.Length == 0 == (name.Length == 0))
            throw RefusedException.BadRequest("exactly one of id and name is required");
        VectorShiftEmulatedPipeline pipeline = runs.Pipelines.FirstOrDefault(each => id.Length > 0 ? each.Id == id : each.Name == name)
            ?? throw RefusedException.NotFound("pipeline not found");
        return HttpAnswer.Json(new JsonObject { ["status"] = "success", ["object"] = pipeline.Describe() });
    }

    private HttpAnswer Status(string route)
    {
        if (options.StatusRoute is null)
            throw RefusedException.NotFound("no such route");
        VectorShiftEmulatedRun run = runs.Runs.FirstOrDefault(run => StatusRouteOf(run) == route) ?? throw RefusedException.NotFound("run not found");
        var answer = new JsonObject { ["task_id"] = run.Id, ["status"] = Word(run.State), ["result"] = run.Outputs() };
        if (run.Error is not null)
            answer["error"] = run.Error;
        return HttpAnswer.Json(answer);
    }

    private string StatusRouteOf(VectorShiftEmulatedRun run) => options.StatusRoute!
        .Replace("{pipeline_id}", run.Pipeline.Id, StringComparison.Ordinal)
        .Replace("{run_id}", run.Id, StringComparison.Ordinal);

    private static string RunId(JsonObject members) =>
        members["run_id"] is JsonValue id && id.ToString() is { Length: > 0 } text ? text : throw RefusedException.BadRequest("run_id is required");

    private static string Word(VectorShiftEmulatedRunState state) => state.ToString().ToLowerInvariant();

    private static HttpAnswer Success() => HttpAnswer.Json(new JsonObject { ["status"] = "success" });

    private static HttpAnswer Refuse(VectorShiftRefusal how, string error) => how switch
    {
        VectorShiftRefusal.BadRequest => RefusedException.Failed(error, StatusCodes.Status400BadRequest),
        VectorShiftRefusal.ServerError => RefusedException.Failed("internal error", StatusCodes.Status500InternalServerError),
        VectorShiftRefusal.FailedReply => HttpAnswer.Json(new JsonObject { ["status"] = "failed" }),
        _ => Success(),
    };
}
