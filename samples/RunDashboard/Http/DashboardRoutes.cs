using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RunDashboard.Runs;
using RunDashboard.Systems;

namespace RunDashboard.Http;

/// <summary>What the page asks its server.</summary>
internal static class DashboardRoutes
{
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);

    public static void MapDashboard(
        this IEndpointRouteBuilder app, RunBoard board, IReadOnlyList<ControlledSystem> systems, RunCommands commands, CancellationToken stopping)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<FailuresAsErrors>();
        api.MapGet("/systems", () => TypedResults.Ok<IReadOnlyList<SystemView>>([.. systems.Select(SystemViews.Of)]));
        api.MapGet("/runs", () => TypedResults.Ok(board.Snapshot()));
        api.MapGet("/runs/events", (CancellationToken aborted) => TypedResults.ServerSentEvents(EventsAsync(board, stopping, aborted)));
        api.MapDelete("/runs/over", () =>
        {
            board.ClearOver();
            return TypedResults.NoContent();
        });
        api.MapPost("/systems/{id}/runs", async (string id, Dictionary<string, string> values) =>
            await commands.StartAsync(id, values) is { } run ? Results.Ok(new StartedView(run)) : NoSuch("system"));

        var run = api.MapGroup("/runs/{id}");
        run.MapPost("/send", (string id, SendRequest request) => WithRun(board, id, async found =>
            Results.Ok(new SentView(await commands.SendAsync(found, Given(request.Content, "Data"), Given(request.Type, "Type"), request.Target)))));
        run.MapPost("/pause", (string id) => WithRun(board, id, found => DoneAsync(commands.PauseAsync(found))));
        run.MapPost("/resume", (string id) => WithRun(board, id, found => DoneAsync(commands.ResumeAsync(found))));
        run.MapPost("/terminate", (string id, TerminateRequest request) =>
            WithRun(board, id, found => DoneAsync(commands.TerminateAsync(found, request.ToMode(), request.ToPatience()))));
    }

    private static async IAsyncEnumerable<SseItem<BoardChange>> EventsAsync(
        RunBoard board, CancellationToken stopping, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        await using var changes = board.FollowAsync(either.Token).GetAsyncEnumerator(either.Token);
        while (await HasMoreAsync(changes))
            yield return new SseItem<BoardChange>(changes.Current, "runs") { ReconnectionInterval = ReconnectAfter };
    }

    /// <summary>A page that was closed, or a dashboard that ends, is no failure.</summary>
    private static async ValueTask<bool> HasMoreAsync(IAsyncEnumerator<BoardChange> changes)
    {
        try
        {
            return await changes.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static Task<IResult> WithRun(RunBoard board, string id, Func<BoardRun, Task<IResult>> action) =>
        board.Find(id) is { } run ? action(run) : Task.FromResult<IResult>(NoSuch("run"));

    private static async Task<IResult> DoneAsync(Task work)
    {
        await work;
        return Results.NoContent();
    }

    private static string Given(string? value, string label) =>
        string.IsNullOrWhiteSpace(value) ? throw new FormatException($"{label} is missing.") : value;

    private static JsonHttpResult<ErrorView> NoSuch(string what) =>
        ErrorView.Result(StatusCodes.Status404NotFound, $"There is no such {what} any more.", "NotFound");
}
