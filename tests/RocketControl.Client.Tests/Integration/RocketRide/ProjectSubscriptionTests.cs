using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class ProjectSubscriptionTests : EmulatorTests
{
    private const RocketRideEventTypes StatusAndFlow = RocketRideEventTypes.Summary | RocketRideEventTypes.Flow;

    private static readonly UseOptions Traced = new() { TraceLevel = PipelineTraceLevel.Full };

    [Test]
    public async Task A_project_can_be_subscribed_to_before_anything_of_it_runs()
    {
        await using var subscription = await NewTransport().SubscribeToProjectAsync("project", RocketRideEventTypes.Task).Soon();

        var run = await StartRunAsync();

        var begun = await NextAsync<TaskEvent>(subscription, next => next.Action == "begin");
        Assert.That((begun.ProjectId, begun.ComponentId, begun.Source.RunId), Is.EqualTo(("project", Pipelines.Source, run.DisplayId)));
    }

    /// <summary>Flow events carry no project, only the display id of their run.</summary>
    [Test]
    public async Task Events_of_another_project_do_not_come_although_the_client_gets_them()
    {
        var transport = NewTransport();
        await using var everything = await transport.SubscribeToAllAsync(StatusAndFlow).Soon();
        await using var subscription = await transport.SubscribeToProjectAsync("project", StatusAndFlow).Soon();
        var other = await Client.UseAsync(Pipelines.Echo("another"), Traced).Soon();
        await Client.SendAsync(other, "text").Soon();

        var run = await Client.UseAsync(Pipelines.Echo(), Traced).Soon();
        await Client.SendAsync(run, "text").Soon();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        var seen = await UntilAsync(subscription, next => next is StatusEvent { Status.IsTerminal: true });
        Assert.That(seen.Select(next => next.Source.RunId).Distinct(), Is.EqualTo([run.DisplayId]));
        Assert.That(seen.OfType<FlowEvent>(), Is.Not.Empty);
    }

    [Test]
    public async Task Events_of_a_run_that_was_up_before_the_subscription_come_too()
    {
        var run = await Client.UseAsync(Pipelines.Echo(), Traced).Soon();
        await using var subscription = await NewTransport().SubscribeToProjectAsync("project", RocketRideEventTypes.Flow).Soon();

        await Client.SendAsync(run, "text").Soon();

        Assert.That((await NextAsync<FlowEvent>(subscription)).Source.RunId, Is.EqualTo(run.DisplayId));
    }

    /// <summary>The server tells which runs are up to the first of them only.</summary>
    [Test]
    public async Task Two_subscriptions_to_one_project_both_know_the_runs_that_were_up_before()
    {
        var run = await Client.UseAsync(Pipelines.Echo(), Traced).Soon();
        var transport = NewTransport();
        await using var first = await transport.SubscribeToProjectAsync("project", RocketRideEventTypes.Flow).Soon();
        await using var second = await transport.SubscribeToProjectAsync("project", RocketRideEventTypes.Flow).Soon();

        await Client.SendAsync(run, "text").Soon();

        Assert.That((await NextAsync<FlowEvent>(first)).Source.RunId, Is.EqualTo(run.DisplayId));
        Assert.That((await NextAsync<FlowEvent>(second)).Source.RunId, Is.EqualTo(run.DisplayId));
    }

    [Test]
    public async Task After_a_lost_connection_it_learns_anew_which_runs_are_up()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var subscribing = scene.Transport.SubscribeToProjectAsync("p", RocketRideEventTypes.Flow);
        var asked = await peer.ExpectAsync("rrext_monitor");
        await peer.EventAsync("apaevt_task",
            """{"action":"running","tasks":[{"id":"one.s","projectId":"p","source":"s"},{"id":"two.s","projectId":"q","source":"s"}],"__id":""}""");
        await peer.AnswerAsync(asked);
        await using var subscription = await subscribing.Soon();
        await peer.CloseAsync();

        var next = await scene.Server.AcceptLoginAsync();
        var again = await next.ExpectAsync("rrext_monitor");
        await next.EventAsync("apaevt_task", """{"action":"running","tasks":[{"id":"three.s","projectId":"p","source":"s"}],"__id":""}""");
        await next.AnswerAsync(again);
        foreach (var id in new[] { "one.s", "two.s", "three.s" })
            await next.EventAsync("apaevt_flow", $$"""{"id":0,"op":"begin","__id":"{{id}}"}""");

        var flow = await NextAsync<FlowEvent>(subscription);
        await scene.Server.DisposeAsync();
        Assert.That(flow.Source.RunId, Is.EqualTo("three.s"));
        Assert.That(again.Arguments!.ToJsonString(), Is.EqualTo("""{"projectId":"p","source":"*","types":["FLOW","TASK"]}"""));
    }

    [Test]
    public async Task Events_that_make_no_sense_are_passed_over()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var subscribing = scene.Transport.SubscribeToProjectAsync("p", RocketRideEventTypes.Task | RocketRideEventTypes.Summary | RocketRideEventTypes.Flow);
        await peer.AnswerNextAsync("rrext_monitor");
        await using var subscription = await subscribing.Soon();

        foreach (var name in new[] { "apaevt_task", "apaevt_status_update", "apaevt_flow", "unheard_of" })
        {
            await peer.EventAsync(name);
            foreach (var body in new[] { "[]", "7", """{"action":7,"project_id":7,"__id":7}""", """{"__id":"x.s"}""", """{"project_id":"p","source":"*","state":0,"__id":"p.*"}""" })
                await peer.EventAsync(name, body);
        }
        await peer.EventAsync("apaevt_task", """{"action":"begin","projectId":"p","source":"s","__id":"x.s"}""");

        var seen = await UntilAsync(subscription, next => next is TaskEvent);
        Assert.That(seen.Select(next => next.Source.RunId), Is.EqualTo(["x.s"]));
        await scene.Server.DisposeAsync();
    }

    [Test]
    public async Task With_a_source_the_status_comes_first_even_of_a_run_that_is_not_up()
    {
        var transport = NewTransport();
        await using var ofNone = await transport.SubscribeToProjectAsync("project", RocketRideEventTypes.Summary, Pipelines.Source).Soon();
        Assert.That((await NextAsync<StatusEvent>(ofNone)).Status.Detail, Is.EqualTo("Not running"));

        await StartRunAsync();
        await using var ofOne = await NewTransport().SubscribeToProjectAsync("project", RocketRideEventTypes.Summary, Pipelines.Source).Soon();

        Assert.That((await NextAsync<StatusEvent>(ofOne)).Status.State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task With_another_source_nothing_of_the_run_comes()
    {
        var transport = NewTransport();
        await using var ofOther = await transport.SubscribeToProjectAsync("project", RocketRideEventTypes.Task, "another").Soon();
        await using var ofAny = await transport.SubscribeToProjectAsync("project", RocketRideEventTypes.Task).Soon();
        var run = await StartRunAsync();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();
        await NextAsync<TaskEvent>(ofAny, next => next.Action == "end");

        await transport.DisposeAsync().Soon();

        var seen = await UntilAsync(ofOther, _ => false);
        Assert.That(seen.OfType<TaskEvent>().Select(next => next.Action), Has.All.EqualTo("running"));
    }

    /// <summary>The official clients put project, source and pipe together with dots and take them apart again.</summary>
    [Test]
    public async Task A_project_with_dots_in_its_name_is_not_taken_for_another()
    {
        await using var subscription = await NewTransport().SubscribeToProjectAsync("a.webhook_1", RocketRideEventTypes.Task).Soon();
        await StartRunAsync("a");

        await StartRunAsync("a.webhook_1");

        var begun = await UntilAsync(subscription, next => next is TaskEvent { Action: "begin" });
        Assert.That(begun.OfType<TaskEvent>().Last().ProjectId, Is.EqualTo("a.webhook_1"));
    }

    [Test]
    public async Task Ending_a_subscription_ends_all_that_was_asked_for()
    {
        var transport = NewTransport();
        var subscription = await transport.SubscribeToProjectAsync("project", RocketRideEventTypes.Summary, Pipelines.Source).Soon();

        await subscription.DisposeAsync().Soon();

        var masks = Server.ReceivedRequests.Where(request => request.Command == "rrext_monitor").Select(request => request.ArgumentsJson).ToList();
        Assert.That(masks, Has.Count.EqualTo(4));
        Assert.That(masks.TakeLast(2), Has.All.Contains("\"types\":[]"));
    }

    [Test]
    public async Task A_refused_subscription_leaves_nothing_behind()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var subscribing = scene.Transport.SubscribeToProjectAsync("project", RocketRideEventTypes.Summary, "webhook_1");
        await peer.AnswerNextAsync("rrext_monitor");
        await peer.RefuseNextAsync("rrext_monitor", "Access denied: no permissions for this task");
        var farewell = await peer.AnswerNextAsync("rrext_monitor");

        await subscribing.FailureAsync<RunPermissionException>();
        Assert.That(farewell.Arguments!.ToJsonString(), Is.EqualTo("""{"projectId":"project","source":"webhook_1","types":[]}"""));
    }

    private static async Task<TEvent> NextAsync<TEvent>(RocketRideSubscription subscription, Func<TEvent, bool>? isIt = null)
        where TEvent : RocketRideEvent =>
        (await UntilAsync(subscription, next => next is TEvent found && (isIt is null || isIt(found)))).OfType<TEvent>().Last();

    /// <summary>All events up to the one that is looked for, or to the end.</summary>
    private static async Task<List<RocketRideEvent>> UntilAsync(RocketRideSubscription subscription, Func<RocketRideEvent, bool> isIt)
    {
        var seen = new List<RocketRideEvent>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var next in subscription.ReadAllAsync(limit.Token))
        {
            seen.Add(next);
            if (isIt(next))
                break;
        }
        return seen;
    }
}
