using System.Collections.Concurrent;

namespace RocketControl.Client.Soak.Soaking;

/// <summary>One of many who share a client: starts a run of its own, asks and feeds it in random order, and ends it. Knows what it has to get back.</summary>
internal sealed class SoakWorker(RunControlClient client, SoakReport report, ConcurrentQueue<Deed> deeds, string name, Random random, Func<int> nextLength)
{
    /// <summary>Nothing in here takes longer unless it hangs.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(60);

    private int _things;

    public async Task WorkAsync(int steps)
    {
        if (await StartAsync() is not { } run)
            return;
        for (var step = 0; step < steps; step++)
            await StepAsync(run);
        await TryAsync("terminate", () => client.TerminateAsync(run));
    }

    private async Task StepAsync(Run run)
    {
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                await SendAsync(run);
                break;
            case 3 or 4:
                await ExpectAsync("status", async () => (await client.GetTaskStatusAsync(run)).Raw.GetProperty("project_id").GetString(), ProjectOf(name));
                break;
            case 5:
                await ExpectAsync("attach", async () => (await client.AttachAsync(run.Id)).Id, run.Id);
                break;
            case 6:
                await CancelAsync(run);
                break;
            default:
                if (await StartAsync() is { } another)
                    await TryAsync("terminate", () => client.TerminateAsync(another));
                break;
        }
    }

    /// <summary>Starts a run of an unmistakable project. One whose outcome is unknown is looked for by the token that the exception tells.</summary>
    private async Task<Run?> StartAsync()
    {
        var thing = _things == 0 ? name : $"{name}-{_things}";
        _things++;
        Run? started = null;
        var failure = await TryAsync("start", async () => started = await client.UseAsync(SoakPipelines.Echo(ProjectOf(thing)), new UseOptions { Token = TokenOf(thing) }));
        deeds.Enqueue(new Deed(TokenOf(thing), Length: null, VerdictOf(failure)));
        if (failure is null)
            return started;
        if (failure.OutcomeUnknown && failure.ExpectedRunId != TokenOf(thing))
            report.Complain($"{thing}: the start whose outcome is unknown tells {failure.ExpectedRunId} as the token to look for");
        // So that no worker is without a run, whatever became of the start.
        if (!failure.OutcomeUnknown)
            return null;
        try
        {
            return await client.AttachAsync(TokenOf(thing)).WaitAsync(HangLimit);
        }
        catch (RunControlException)
        {
            return null;
        }
    }

    /// <summary>Sends a text that nobody else sends, and has to get exactly that back.</summary>
    private async Task SendAsync(Run run)
    {
        var (thing, length) = ($"{name}-text-{_things++}", nextLength());
        var text = thing.PadRight(length, '.');
        var failure = await ExpectAsync("send", async () => string.Concat((await client.SendAsync(
            run, text, new SendOptions { Name = thing, MimeType = "text/plain" })).Texts), text + "\n\n");
        deeds.Enqueue(new Deed(thing, length, VerdictOf(failure)));
    }

    /// <summary>A caller who gives up at any moment, which must not harm the others.</summary>
    private async Task CancelAsync(Run run)
    {
        using var cancellation = new CancellationTokenSource();
        var asking = client.GetTaskStatusAsync(run, cancellation.Token);
        for (var i = random.Next(20); i > 0; i--)
            await Task.Yield();
        await cancellation.CancelAsync();
        await TryAsync("cancelled status", () => asking);
    }

    private async Task<RunControlException?> ExpectAsync(string what, Func<Task<string?>> act, string expected) => await TryAsync(what, async () =>
    {
        var result = await act();
        if (result != expected)
            report.Complain($"{name}: {what} got {result}, which belongs to somebody else, instead of {expected}");
    });

    /// <returns>The failure; null when it went well or was cancelled.</returns>
    private async Task<RunControlException?> TryAsync(string what, Func<Task> act)
    {
        try
        {
            await act().WaitAsync(HangLimit);
            report.Count($"{what}: right result");
        }
        catch (RunControlException exception) when (exception is RunConnectionLostException or RunConnectionFailedException or RunUnavailableException)
        {
            report.Count($"{what}: {exception.GetType().Name}{(exception.OutcomeUnknown ? ", outcome unknown" : "")}");
            return exception;
        }
        catch (OperationCanceledException) when (what.StartsWith("cancelled", StringComparison.Ordinal))
        {
            report.Count($"{what}: cancelled");
        }
        catch (Exception exception)
        {
            report.Complain($"{name}: {what} ended with {exception}");
            return exception as RunControlException;
        }
        return null;
    }

    private static string ProjectOf(string thing) => $"project-{thing}-end";

    private static string TokenOf(string thing) => $"tk_soak-{thing}";

    private static Verdict VerdictOf(RunControlException? failure) => failure is null ? Verdict.Done : failure.OutcomeUnknown ? Verdict.Unknown : Verdict.NotDone;
}
