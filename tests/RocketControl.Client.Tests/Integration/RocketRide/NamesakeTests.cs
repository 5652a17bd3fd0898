using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>Runs whose tokens begin with the same eight characters, which is all of a token that events show.</summary>
[TestFixture]
internal sealed class NamesakeTests : EmulatorTests
{
    [TestCase("project", "another project")]
    [TestCase("project", "project")]
    public async Task The_end_of_one_is_not_taken_for_the_end_of_the_other(string firstProject, string secondProject)
    {
        var first = await UseAsync("customer-1", firstProject);
        var second = await UseAsync("customer-2", secondProject);
        var started = (await Client.GetTaskStatusAsync(first).Soon()).StartedAt;
        await using var watch = new WatchReader(Client.WatchAsync(first));
        await watch.NextStatusAsync();
        var secondEnd = Client.WaitAsync(second);

        await NewClient().TerminateAsync(second).Soon();
        await secondEnd.Soon();
        var terminated = await Client.TerminateAsync(first, new TerminateOptions { WaitForCompletion = true }).Soon();

        var last = await watch.NextEndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(first.DisplayId, Is.EqualTo(second.DisplayId));
            Assert.That(terminated.Outcome, Is.EqualTo(TerminateOutcome.Completed));
            Assert.That(terminated.FinalStatus!.StartedAt, Is.EqualTo(started));
            Assert.That((last.State, last.StartedAt), Is.EqualTo((RunState.Cancelled, started)));
        });
    }

    [Test]
    public async Task A_subscription_gets_no_status_of_another_pipelines_run()
    {
        var first = await UseAsync("customer-1", "project");
        var second = await UseAsync("customer-2", "another project");
        var transport = NewTransport();
        await using var subscription = await transport.SubscribeAsync(first, RocketRideEventTypes.Summary | RocketRideEventTypes.Task).Soon();
        await using var other = await transport.SubscribeAsync(second, RocketRideEventTypes.Task | RocketRideEventTypes.Summary).Soon();

        await Client.TerminateAsync(second).Soon();
        await Client.TerminateAsync(first).Soon();

        await foreach (var next in subscription.ReadAllAsync().ConfigureAwait(false))
        {
            if (next is StatusEvent status)
                Assert.That(status.Raw.GetProperty("project_id").GetString(), Is.EqualTo("project"));
            if (next is TaskEvent { Action: "end" } end)
            {
                Assert.That(end.ProjectId, Is.EqualTo("project"));
                break;
            }
        }
    }

    private Task<Run> UseAsync(string token, string project) => Client.UseAsync(Pipelines.Echo(project), new UseOptions { Token = token }).Soon();
}
