using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class WatchingTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    [Test]
    public async Task First_comes_the_status_then_what_changes_until_the_end()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Started));

        var first = watch.NextStatusAsync();
        var subscription = await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        Assert.That(((await first).State, (await first).Source), Is.EqualTo((RunState.Running, RunStatusSource.Native)));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, processed: 1));
        var second = await watch.NextStatusAsync();
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6, "Stopped", processed: 1));
        var last = await watch.NextStatusAsync();
        var ending = watch.EndAsync();
        var unsubscription = await peer.AnswerNextAsync("rrext_monitor");
        await ending;

        Assert.Multiple(() =>
        {
            Assert.That(
                subscription.Arguments!.ToJsonString(),
                Is.EqualTo($$"""{"projectId":"{{SampleRun.ProjectId}}","source":"webhook_1","types":["SUMMARY","TASK"]}"""));
            Assert.That(
                unsubscription.Arguments!.ToJsonString(), Is.EqualTo($$"""{"projectId":"{{SampleRun.ProjectId}}","source":"webhook_1","types":[]}"""));
            Assert.That((second.Processed, second.Source), Is.EqualTo(((long?)1, RunStatusSource.Stream)));
            Assert.That((last.State, last.IsTerminal), Is.EqualTo((RunState.Stopped, true)));
        });
    }

    [Test]
    public async Task A_run_that_is_over_already_gives_its_status_and_nothing_else()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Token));

        var first = watch.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(5));

        Assert.That((await first).State, Is.EqualTo(RunState.Completed));
        await watch.EndAsync();
        await AssertNothingElseWasSentAsync(scene, peer);
    }

    [Test]
    public async Task A_bare_token_is_asked_for_its_project_first()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Token));

        var first = watch.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(2));
        var subscription = await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));

        Assert.That((await first).State, Is.EqualTo(RunState.Starting));
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Running));
        Assert.That(subscription.Text("projectId"), Is.EqualTo(SampleRun.ProjectId));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task A_run_whose_source_is_not_known_is_asked_for_it_first()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Started with { Source = null }));

        var first = watch.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        var subscription = await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(6));
        await first;
        await watch.NextStatusAsync();
        var ending = watch.EndAsync();
        var unsubscription = await peer.AnswerNextAsync("rrext_monitor");
        await ending;

        Assert.That((subscription.Text("source"), unsubscription.Text("source")), Is.EqualTo((SampleRun.Source, SampleRun.Source)));
    }

    [Test]
    public async Task A_status_that_repeats_itself_is_no_news()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, more: ""","metrics":{"cpu_percent":7.5},"tokens":{"total":1}"""));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, "Webhook ready"));

        Assert.That((await watch.NextStatusAsync()).Detail, Is.EqualTo("Webhook ready"));
        await EndAsync(peer, watch);
    }

    [TestCase("""{"status":"other"}""")]
    [TestCase("""{"totalCount":9}""")]
    [TestCase("""{"completedCount":9}""")]
    [TestCase("""{"failedCount":9}""")]
    [TestCase("""{"errors":["e"]}""")]
    [TestCase("""{"warnings":["w"]}""")]
    public async Task News_is(string change)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, more: $",{change[1..^1]}"));

        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Running));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task Steps_in_the_run_s_life_come_in_the_order_of_the_wire()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_task", $$"""{"action":"restart","name":"flow","__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_task", $$"""{"action":"running","tasks":[],"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_task", $$"""{"action":7,"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(2));
        await peer.EventAsync("apaevt_task", $$"""{"action":"dance","__id":"{{SampleRun.DisplayId}}"}""");

        Assert.That(((RunLifecycleChanged)await watch.NextAsync()).Action, Is.EqualTo("restart"));
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Starting));
        Assert.That(((RunLifecycleChanged)await watch.NextAsync()).Action, Is.EqualTo("dance"));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task A_restart_is_not_the_end()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6, "Restarting", completed: false));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3));

        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Starting));
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Running));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task Events_of_other_runs_and_events_that_make_no_sense_are_passed_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6).Replace(SampleRun.DisplayId, "ffffffff.webhook_1", StringComparison.Ordinal));
        await peer.EventAsync("apaevt_status_update");
        await peer.EventAsync("apaevt_status_update", "[]");
        await peer.EventAsync("apaevt_status_update", $$"""{"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_unheard_of", $$"""{"__id":"{{SampleRun.DisplayId}}"}""");
        await peer.EventAsync("apaevt_status_update", """{"__id":7,"state":6,"completed":true}""");
        await peer.SendAsync("garbage");
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(4));

        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Stopping));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task What_was_pushed_before_the_status_was_answered_is_older_than_the_answer()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Started));
        var first = watch.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        var ask = await peer.ExpectAsync("rrext_get_task_status");

        await peer.EventAsync("apaevt_status_update", SampleRun.Status(3));
        await peer.AnswerAsync(ask, SampleRun.Status(4));
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6));

        Assert.That((await first).State, Is.EqualTo(RunState.Stopping));
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Stopped));
        var ending = watch.EndAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        await ending;
    }

    [Test]
    public async Task A_reader_that_is_too_slow_is_told_how_much_it_missed()
    {
        await using var scene = new TransportScene(options => options with { EventBufferSize = 2 });
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        for (var i = 1; i <= 7; i++)
            await peer.EventAsync("apaevt_status_update", SampleRun.Status(3, processed: i));
        await AssertNothingElseWasSentAsync(scene, peer);

        Assert.That(((RunEventsDropped)await watch.NextAsync()).Count, Is.EqualTo(5));
        Assert.That((await watch.NextStatusAsync()).Processed, Is.EqualTo(6));
        Assert.That((await watch.NextStatusAsync()).Processed, Is.EqualTo(7));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task After_some_silence_the_status_is_asked_for()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);
        var next = watch.NextStatusAsync();

        await scene.Time.PassAsync(Silence);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await scene.Time.PassAsync(Silence);
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(4));

        Assert.That(((await next).State, (await next).Source), Is.EqualTo((RunState.Stopping, RunStatusSource.Native)));
        await EndAsync(peer, watch);
    }

    [Test]
    public async Task A_run_that_the_server_has_cleaned_up_is_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);
        var next = watch.NextStatusAsync();

        await scene.Time.PassAsync(Silence);
        await peer.RefuseNextAsync("rrext_get_task_status", "Your pipeline is not running");

        var last = await next;
        Assert.That((last.State, last.Source, last.IsReachable), Is.EqualTo((RunState.Stopped, RunStatusSource.Remembered, true)));
        var ending = watch.EndAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        await ending;
    }

    [Test]
    public async Task A_run_that_nobody_knows_cannot_be_watched()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = new WatchReader(scene.Client.WatchAsync("tk_typo1234"));

        var first = watch.NextAsync();
        await peer.RefuseNextAsync("rrext_get_task_status", "Your pipeline is not running");

        await first.FailureAsync<RunNotFoundException>();
    }

    [Test]
    public async Task A_refused_subscription_ends_the_watch()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Started));

        var first = watch.NextAsync();
        await peer.RefuseNextAsync("rrext_monitor", "Access denied: no permissions for this task");

        Assert.That((await first.FailureAsync<RunPermissionException>()).Operation, Is.EqualTo(RunOperation.Watch));
        await AssertNothingElseWasSentAsync(scene, peer);
    }

    [Test]
    public async Task Cancelling_ends_the_watch_and_the_subscription()
    {
        await using var scene = new TransportScene();
        using var cancellation = new CancellationTokenSource();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer, cancellation.Token);
        var next = watch.NextAsync();

        await cancellation.CancelAsync();
        await peer.AnswerNextAsync("rrext_monitor");

        await next.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Leaving_a_watch_does_not_wait_long_for_a_server_that_does_not_answer()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var watch = await RunningAsync(scene, peer);

        var leaving = watch.DisposeAsync().AsTask();
        await peer.ExpectAsync("rrext_monitor");
        await scene.Time.PassShortAsync(TimeSpan.FromSeconds(2));

        await leaving.Soon();
        Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.UnsubscribeFailed));
    }

    [Test]
    public async Task Two_watches_of_a_run_share_one_subscription()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var one = await RunningAsync(scene, peer);
        var other = new WatchReader(scene.Client.WatchAsync(SampleRun.Started));
        var first = other.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        await first;

        await other.DisposeAsync();
        await AssertNothingElseWasSentAsync(scene, peer);
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(4));

        Assert.That((await one.NextStatusAsync()).State, Is.EqualTo(RunState.Stopping));
        await EndAsync(peer, one);
    }

    [Test]
    public async Task A_lost_connection_shows_and_is_got_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);

        await peer.CloseAsync();
        var unreachable = await watch.NextStatusAsync();
        var again = watch.NextStatusAsync();
        var next = await scene.Server.AcceptLoginAsync();
        var subscription = await next.AnswerNextAsync("rrext_monitor");
        await next.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        var reachable = await again;
        await next.EventAsync("apaevt_status_update", SampleRun.Status(4));

        Assert.Multiple(() =>
        {
            Assert.That(
                (unreachable.State, unreachable.IsReachable, unreachable.Source), Is.EqualTo((RunState.Running, false, RunStatusSource.Remembered)));
            Assert.That((reachable.State, reachable.IsReachable), Is.EqualTo((RunState.Running, true)));
            Assert.That(subscription.Text("projectId"), Is.EqualTo(SampleRun.ProjectId));
        });
        Assert.That((await watch.NextStatusAsync()).State, Is.EqualTo(RunState.Stopping));
        await EndAsync(next, watch);
    }

    [Test]
    public async Task A_server_that_stays_away_ends_the_watch_after_some_attempts()
    {
        await using var scene = new TransportScene(options => options with { AutoReconnect = false, MaxRetries = 0 });
        var peer = await scene.ConnectAsync();
        await using var watch = await RunningAsync(scene, peer);
        await peer.CloseAsync();
        Assert.That((await watch.NextStatusAsync()).IsReachable, Is.False);
        var next = watch.NextAsync();

        for (var failure = 1; failure <= 6; failure++)
        {
            await scene.Time.PassAsync(Silence);
            await (await scene.Server.AcceptAsync()).RefuseAsync(503);
            if (failure < 6)
                await scene.Time.PassAsync(TimeSpan.FromSeconds(0.25 * Math.Pow(2, failure - 1)));
        }

        await next.FailureAsync<RunConnectionFailedException>();
    }

    private static async Task<WatchReader> RunningAsync(TransportScene scene, ScriptedPeer peer, CancellationToken cancellationToken = default)
    {
        var watch = new WatchReader(scene.Client.WatchAsync(SampleRun.Started, cancellationToken));
        var first = watch.NextStatusAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.AnswerNextAsync("rrext_get_task_status", SampleRun.Status(3));
        Assert.That((await first).State, Is.EqualTo(RunState.Running));
        return watch;
    }

    private static async Task EndAsync(ScriptedPeer peer, WatchReader watch)
    {
        await peer.EventAsync("apaevt_status_update", SampleRun.Status(6));
        Assert.That((await watch.NextStatusAsync()).IsTerminal);
        var ending = watch.EndAsync();
        await peer.AnswerNextAsync("rrext_monitor");
        await ending;
    }

    private static async Task AssertNothingElseWasSentAsync(TransportScene scene, ScriptedPeer peer)
    {
        var ping = scene.Transport.PingAsync();
        await peer.AnswerNextAsync("rrext_ping");
        await ping.Soon();
    }
}
