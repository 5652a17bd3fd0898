namespace RocketControl.Client.Soak.Leaks;

/// <summary>Uses the client in ways that would add up if anything were left behind, and looks at what the process holds before and after.</summary>
internal static class LeakRun
{
    private const int AtATime = 50;
    private const int LongestWait = 200;

    /// <returns>What was left behind; empty when nothing was.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(LeakSubject subject, int cycles, int cancelledCalls, Action<string> tell)
    {
        // Fills caches, pools, and the server's ledger, which keeps the newest 10,000 requests.
        await CancelCallsAsync(subject, Math.Max(cancelledCalls / 5, 12_000));
        await CycleAsync(subject, cycles / 10);

        return
        [
            .. await CompareAsync($"{cycles} clients, one after the other", () => CycleAsync(subject, cycles), tell),
            .. await CompareAsync($"{cancelledCalls} cancelled calls", () => CancelCallsAsync(subject, cancelledCalls), tell),
        ];
    }

    private static async Task<IEnumerable<string>> CompareAsync(string what, Func<Task> act, Action<string> tell)
    {
        var before = Footprint.Measure();
        await act();
        var after = Footprint.Measure();
        // Sockets close and threads retire in their own time.
        for (var i = 0; i < LongestWait && !after.IsBackAt(before); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            after = Footprint.Measure();
        }
        tell($"{what}: {before} before, {after} after");
        return after.IsBackAt(before) ? [] : [$"{what} left something behind: {before} before, {after} after"];
    }

    private static async Task CycleAsync(LeakSubject subject, int cycles)
    {
        for (var i = 0; i < cycles; i++)
        {
            await using var client = subject.NewClient();
            await subject.CallAsync(client, CancellationToken.None);
        }
    }

    /// <summary>Every other caller gives up before the call, during it, or just when the reply comes.</summary>
    private static async Task CancelCallsAsync(LeakSubject subject, int calls)
    {
        await using var client = subject.NewClient();
        await subject.CallAsync(client, CancellationToken.None);
        for (var done = 0; done < calls; done += AtATime)
        {
            using var cancellation = new CancellationTokenSource();
            var calling = Enumerable.Range(0, AtATime).Select(_ => subject.CallAsync(client, cancellation.Token)).ToList();
            if (done % (2 * AtATime) == 0)
                await Task.WhenAny(calling);
            await cancellation.CancelAsync();
            foreach (var call in calling)
                await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await subject.CallAsync(client, CancellationToken.None);
    }
}
