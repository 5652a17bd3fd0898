using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class WatchTests : EmulatorTests
{
    private const string Token = "MY-1";

    [Test]
    public async Task A_whole_life_is_seen_in_order()
    {
        using var start = Server.Faults.Tasks.HoldStarts();
        var use = Client.UseAsync(Pipelines.Echo(), new UseOptions { Token = Token });
        await start.Reached.Soon();
        var states = new List<RunState>();

        var watch = WatchAsync();
        await Server.WaitForRequestAsync("rrext_monitor").Soon();
        start.Release();
        await use.Soon();
        await Client.TerminateAsync(Token).Soon();
        await watch.Soon();

        Assert.That(states, Is.EqualTo(new[] { RunState.Starting, RunState.Running, RunState.Stopping, RunState.Stopped }));

        async Task WatchAsync()
        {
            await foreach (var next in NewClient().WatchAsync(Token))
            {
                if (next is RunStatusChanged { Status.State: var state } && (states.Count == 0 || states[^1] != state))
                    states.Add(state);
            }
        }
    }

    [Test]
    public async Task The_first_status_is_the_newest_and_later_ones_were_pushed()
    {
        var run = await StartRunAsync();
        await using var watch = Client.WatchAsync(run).GetAsyncEnumerator();

        var first = await NextStatusAsync(watch);
        await Client.TerminateAsync(run).Soon();
        var next = await NextStatusAsync(watch);

        Assert.That(first.Source, Is.EqualTo(RunStatusSource.Native));
        Assert.That(next.Source, Is.EqualTo(RunStatusSource.Stream));
    }

    [Test]
    public async Task Two_watchers_of_one_run_both_see_the_end()
    {
        var run = await StartRunAsync();
        await using var first = Client.WatchAsync(run).GetAsyncEnumerator();
        await using var second = Client.WatchAsync(run).GetAsyncEnumerator();
        await NextStatusAsync(first);
        await NextStatusAsync(second);

        await NewClient().TerminateAsync(run).Soon();

        Assert.That((await EndAsync(first)).State, Is.EqualTo(RunState.Stopped));
        Assert.That((await EndAsync(second)).State, Is.EqualTo(RunState.Stopped));
    }

    [Test]
    public async Task A_watcher_who_leaves_does_not_unsubscribe_the_other()
    {
        var run = await StartRunAsync();
        await using var stays = Client.WatchAsync(run).GetAsyncEnumerator();
        await NextStatusAsync(stays);
        await foreach (var _ in Client.WatchAsync(run))
            break;

        await NewClient().TerminateAsync(run).Soon();
        var end = await EndAsync(stays);

        Assert.That(end.Source, Is.EqualTo(RunStatusSource.Stream));
        Assert.That(Server.ReceivedRequests.Where(IsUnsubscription), Is.Empty);
    }

    [Test]
    public async Task A_watch_that_is_left_is_unsubscribed()
    {
        var run = await StartRunAsync();

        await foreach (var _ in Client.WatchAsync(run))
            break;

        var left = Server.ReceivedRequests.Single(IsUnsubscription);
        Assert.That(left.ArgumentsJson, Does.Contain(run.ProjectId).And.Contain(run.Source));
    }

    [Test]
    public async Task Watches_of_two_runs_do_not_mix()
    {
        var first = await StartRunAsync("first");
        var second = await StartRunAsync("second");
        var firstEnd = Client.WaitAsync(first);
        var secondEnd = Client.WaitAsync(second);

        await Client.TerminateAsync(first).Soon();
        var end = await firstEnd.Soon();
        Assert.That(end.Run.Id, Is.EqualTo(first.Id));
        Assert.That(secondEnd.IsCompleted, Is.False);

        await Client.TerminateAsync(second).Soon();
        Assert.That((await secondEnd.Soon()).Run.Id, Is.EqualTo(second.Id));
    }

    [Test]
    public async Task A_watch_survives_a_lost_connection()
    {
        var run = await StartRunAsync();
        await using var watch = Client.WatchAsync(run).GetAsyncEnumerator();
        await NextStatusAsync(watch);

        Server.Faults.DropConnections();
        var end = EndAsync(watch);
        await NewClient().TerminateAsync(run).Soon();

        Assert.That((await end).State, Is.EqualTo(RunState.Stopped));
        Assert.That(CountSubscriptions(), Is.EqualTo(2));
        Assert.That(await watch.MoveNextAsync().Soon(), Is.False);
    }

    [Test]
    public async Task A_watch_of_a_run_that_the_server_forgot_in_a_restart_ends()
    {
        var run = await StartRunAsync();
        await using var watch = Client.WatchAsync(run).GetAsyncEnumerator();
        await NextStatusAsync(watch);

        await Server.RestartAsync().Soon();
        var last = await EndAsync(watch);

        Assert.That(last.State, Is.EqualTo(RunState.Stopped));
        Assert.That(last.Source, Is.EqualTo(RunStatusSource.Remembered));
        Assert.That(last.Detail, Does.Contain("does not know the run any more"));
    }

    [Test]
    public async Task Lost_events_are_made_up_for_by_asking()
    {
        var time = new ManualTimeProvider();
        var client = NewClient(ClientOptions with { TimeProvider = time });
        var run = await StartRunAsync();
        Server.Faults.OnEvent("apaevt_status_update").Swallow();
        Server.Faults.OnEvent("apaevt_task").Swallow();
        var wait = client.WaitAsync(run);
        await time.WhenArmedAsync(TimeSpan.FromSeconds(5));
        await Client.TerminateAsync(run).Soon();

        time.Advance(TimeSpan.FromSeconds(5));

        var end = await wait.Soon();
        Assert.That(end.State, Is.EqualTo(RunState.Stopped));
        Assert.That(end.Source, Is.EqualTo(RunStatusSource.Native));
    }

    private int CountSubscriptions() => Server.ReceivedRequests.Count(request => request.Command == "rrext_monitor" && !IsUnsubscription(request));

    private static bool IsUnsubscription(ReceivedRequest request) =>
        request.Command == "rrext_monitor" && request.ArgumentsJson!.Contains("\"types\":[]", StringComparison.Ordinal);

    private static async Task<RunStatus> EndAsync(IAsyncEnumerator<RunEvent> watch)
    {
        while (true)
        {
            if (await NextStatusAsync(watch) is { IsTerminal: true } end)
                return end;
        }
    }

    private static async Task<RunStatus> NextStatusAsync(IAsyncEnumerator<RunEvent> watch)
    {
        while (await watch.MoveNextAsync().Soon())
        {
            if (watch.Current is RunStatusChanged { Status: var status })
                return status;
        }
        throw new AssertionException("The watch ended before the next status.");
    }
}
