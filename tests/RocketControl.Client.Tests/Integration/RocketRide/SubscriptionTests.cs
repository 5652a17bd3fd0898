using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class SubscriptionTests : EmulatorTests
{
    [Test]
    public async Task A_subscription_begins_with_how_things_stand()
    {
        var run = await StartRunAsync();
        var transport = NewTransport();

        await using var subscription = await transport.SubscribeAsync(run, RocketRideEventTypes.Summary).Soon();

        var first = await NextAsync<StatusEvent>(subscription);
        Assert.That(first.Status.State, Is.EqualTo(RunState.Running));
        Assert.That(first.Source.RunId, Is.EqualTo(run.DisplayId));
    }

    [Test]
    public async Task Events_of_every_kind_that_was_asked_for_come_typed()
    {
        var transport = NewTransport();
        var client = NewClient();
        var run = await client.UseAsync(Pipelines.Echo(), new UseOptions { TraceLevel = PipelineTraceLevel.Full }).Soon();
        await using var subscription = await transport.SubscribeAsync(run, RocketRideEventTypes.Flow | RocketRideEventTypes.Detail).Soon();

        await client.SendAsync(run, "text", new SendOptions { Name = "a.txt" }).Soon();

        var begun = await NextAsync<FlowEvent>(subscription);
        Assert.That(begun.Operation, Is.EqualTo("begin"));
        var counts = await NextAsync<CountsEvent>(subscription);
        Assert.That(counts.Counts.Completed, Is.EqualTo(1));
    }

    [Test]
    public async Task A_subscription_gets_nothing_that_only_another_one_asked_for()
    {
        var transport = NewTransport();
        var run = await StartRunAsync();
        await using var all = await transport.SubscribeAsync(run, RocketRideEventTypes.Summary | RocketRideEventTypes.Task).Soon();
        await using var tasksOnly = await transport.SubscribeAsync(run, RocketRideEventTypes.Task).Soon();

        await Client.TerminateAsync(run).Soon();

        var first = await NextAsync<RocketRideEvent>(tasksOnly, static next => next is not TaskEvent { Action: "running" });
        Assert.That(first, Is.InstanceOf<TaskEvent>());
        Assert.That(((TaskEvent)first).Action, Is.EqualTo("end"));
    }

    [Test]
    public async Task Everything_can_be_subscribed_to_with_the_servers_own_events()
    {
        var transport = NewTransport();
        await using var subscription = await transport.SubscribeToAllAsync(RocketRideEventTypes.Task | RocketRideEventTypes.Dashboard).Soon();

        var run = await StartRunAsync();

        var begun = await NextAsync<TaskEvent>(subscription, static next => next is TaskEvent { Action: "begin" });
        Assert.That(begun.Source.RunId, Is.EqualTo(run.DisplayId));
    }

    [Test]
    public async Task A_subscription_holds_on_over_a_lost_connection()
    {
        var transport = NewTransport();
        var run = await StartRunAsync();
        await using var subscription = await transport.SubscribeAsync(run, RocketRideEventTypes.Task).Soon();

        Server.Faults.DropConnections();
        await NextAsync<ConnectionChanged>(subscription, static next => next is ConnectionChanged { IsConnected: false });
        await NextAsync<ConnectionChanged>(subscription, static next => next is ConnectionChanged { IsConnected: true });
        await Client.TerminateAsync(run).Soon();

        var end = await NextAsync<TaskEvent>(subscription, static next => next is TaskEvent { Action: "end" });
        Assert.That(end.ProjectId, Is.EqualTo(run.ProjectId));
    }

    [Test]
    public async Task A_subscription_to_a_run_outlives_the_run_and_tells_of_the_next_one()
    {
        var transport = NewTransport();
        var run = await transport.UseAsync(Pipelines.Echo(), new UseOptions(), CancellationToken.None).Soon();
        await using var subscription = await transport.SubscribeAsync(run, RocketRideEventTypes.Task).Soon();
        await transport.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, CancellationToken.None).Soon();

        await transport.UseAsync(Pipelines.Echo(), new UseOptions(), CancellationToken.None).Soon();

        await Server.WaitForRequestAsync(request => CountRequests("execute") == 2 && CountRequests("rrext_monitor") >= 2).Soon();
        await NextAsync<TaskEvent>(subscription, static next => next is TaskEvent { Action: "begin" });
    }

    [Test]
    public async Task A_slow_reader_is_told_how_much_it_missed()
    {
        var transport = NewTransport(ClientOptions with { EventBufferSize = 2 });
        await using var subscription = await transport.SubscribeToAllAsync(RocketRideEventTypes.Detail).Soon();

        Server.Faults.Flood(100);
        await transport.PingAsync().Soon();

        var dropped = await NextAsync<EventsDropped>(subscription);
        Assert.That(dropped.Count, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_reader_that_is_always_behind_is_told_again_and_again()
    {
        var transport = NewTransport(ClientOptions with { EventBufferSize = 2 });
        await transport.PingAsync().Soon();
        await using var subscription = await transport.SubscribeToAllAsync(RocketRideEventTypes.Detail).Soon();
        await using var events = subscription.ReadAllAsync().GetAsyncEnumerator();
        var told = new List<string>();

        for (var flood = 0; flood < 3; flood++)
        {
            Server.Faults.Flood(10);
            await transport.PingAsync().Soon();
            for (var i = 0; i < 2; i++)
            {
                await events.MoveNextAsync().AsTask().Soon();
                told.Add(events.Current is EventsDropped dropped ? $"{dropped.Count} dropped" : ((MessageEvent)events.Current).Message);
            }
        }

        Assert.That(told, Is.EqualTo(["8 dropped", "flood 9", "9 dropped", "flood 9", "9 dropped", "flood 9"]));
    }

    [Test]
    public async Task Reading_can_be_cancelled_although_there_is_more_to_read()
    {
        var transport = NewTransport();
        await using var subscription = await transport.SubscribeToAllAsync(RocketRideEventTypes.Detail).Soon();
        using var cancellation = new CancellationTokenSource();
        await using var events = subscription.ReadAllAsync(cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        Server.Faults.Flood(10);
        await transport.PingAsync().Soon();
        await events.MoveNextAsync().AsTask().Soon();

        await cancellation.CancelAsync();

        await events.MoveNextAsync().AsTask().IsCancelledBy(cancellation.Token);
    }

    [Test]
    public async Task An_unknown_run_cannot_be_subscribed_to() =>
        await NewTransport().SubscribeAsync("tk_00000000000000000000000000000000", RocketRideEventTypes.Task).FailsWith<RunNotFoundException>();

    [Test]
    public async Task Disposing_of_the_last_subscription_unsubscribes()
    {
        var transport = NewTransport();
        var run = await StartRunAsync();
        var subscription = await transport.SubscribeAsync(run, RocketRideEventTypes.Task).Soon();

        await subscription.DisposeAsync().Soon();
        await subscription.DisposeAsync().Soon();

        Assert.That(CountRequests("rrext_monitor"), Is.EqualTo(2));
    }

    private static async Task<TEvent> NextAsync<TEvent>(RocketRideSubscription subscription, Func<RocketRideEvent, bool>? isIt = null)
        where TEvent : RocketRideEvent
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var next in subscription.ReadAllAsync(limit.Token))
        {
            if (next is TEvent found && (isIt is null || isIt(next)))
                return found;
        }
        throw new AssertionException($"The subscription ended without a {typeof(TEvent).Name}.");
    }
}
