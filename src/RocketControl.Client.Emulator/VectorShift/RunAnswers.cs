using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.VectorShift;

/// <summary>What a started run is answered with: all of it at its end, or what happens as it happens (VectorShift protocol §2).</summary>
internal static class RunAnswers
{
    public static async Task<HttpAnswer> PlainAsync(VectorShiftEmulatedRun run, CancellationToken cancellationToken)
    {
        run.LeaveStream();
        await run.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        var reply = new JsonObject { ["status"] = StatusOf(run), ["run_id"] = run.Id, ["outputs"] = run.Outputs() };
        if (run.Error is not null)
            reply["error"] = run.Error;
        return HttpAnswer.Json(reply);
    }

    public static async Task<HttpAnswer> BulkAsync(IReadOnlyList<VectorShiftEmulatedRun> runs, CancellationToken cancellationToken)
    {
        foreach (VectorShiftEmulatedRun run in runs)
        {
            run.LeaveStream();
            await run.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        return HttpAnswer.Json(new JsonObject
        {
            ["status"] = runs.All(run => run.State == VectorShiftEmulatedRunState.Completed) ? "success" : "failed",
            ["run_outputs"] = new JsonArray([.. runs.Select(run => new JsonObject { ["run_id"] = run.Id, ["outputs"] = run.Outputs() })]),
        });
    }

    public static HttpAnswer Streamed(VectorShiftEmulatedRun run, bool sendsDone) =>
        HttpAnswer.Streamed("text/event-stream", (stream, over) => StreamAsync(run, sendsDone, stream, over));

    private static async Task StreamAsync(VectorShiftEmulatedRun run, bool sendsDone, Stream stream, CancellationToken over)
    {
        try
        {
            await foreach (JsonObject next in run.Events.ReadAllAsync(over).ConfigureAwait(false))
                await SendAsync(RunEvents.Data(next)).ConfigureAwait(false);
            await run.Ended.WaitAsync(over).ConfigureAwait(false);
            if (run.State == VectorShiftEmulatedRunState.Completed)
            {
                foreach ((string name, JsonNode? value) in run.Outputs())
                    await SendAsync(RunEvents.Data(RunEvents.Output("result", run.Id, name, value))).ConfigureAwait(false);
            }
            else if (run.Error is not null)
            {
                await SendAsync(RunEvents.Error(run.Id, run.Error)).ConfigureAwait(false);
            }
            if (sendsDone)
                await SendAsync(RunEvents.Done).ConfigureAwait(false);
        }
        finally
        {
            run.LeaveStream();
        }

        async Task SendAsync(byte[] bytes)
        {
            await stream.WriteAsync(bytes, over).ConfigureAwait(false);
            await stream.FlushAsync(over).ConfigureAwait(false);
        }
    }

    private static string StatusOf(VectorShiftEmulatedRun run) => run.State == VectorShiftEmulatedRunState.Completed ? "success" : "failed";
}
