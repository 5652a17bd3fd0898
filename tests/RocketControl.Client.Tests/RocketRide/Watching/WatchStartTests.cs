using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Watching;

/// <summary>How a watch of a run begins.</summary>
internal sealed class WatchStartTests : WatchTests
{
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
}
