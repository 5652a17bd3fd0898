using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide.Restarts;

internal sealed class ListTests : EmulatorTests
{
    [Test]
    public async Task Runs_that_are_up_are_listed_and_can_be_controlled()
    {
        var first = await Client.UseAsync(Pipelines.Echo("one")).Soon();
        var second = await Client.UseAsync(Pipelines.Echo("two")).Soon();

        var listed = await NewClient().ListAsync().Soon();

        Assert.That(listed.Select(entry => (entry.Run.Id, entry.Run.DisplayId, entry.Run.ProjectId, entry.Run.Source, entry.Name)), Is.EqualTo([
            (first.Id, first.DisplayId, "one", Pipelines.Source, Pipelines.Source),
            (second.Id, second.DisplayId, "two", Pipelines.Source, Pipelines.Source)]));
        Assert.That((await Client.SendAsync(listed[1].Run, "hello").Soon()).Texts, Is.EqualTo(["hello\n\n"]));
    }

    [Test]
    public async Task Runs_that_have_ended_are_not_listed()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(await Client.ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public async Task A_summary_shows_no_token()
    {
        var run = await Client.UseAsync(Pipelines.Echo()).Soon();

        var summary = (await Client.ListAsync().Soon()).Single();

        Assert.That(summary.ToString(), Does.Contain(run.DisplayId).And.Not.Contain(run.Id));
    }

    [Test]
    public async Task An_answer_without_a_list_is_no_empty_list()
    {
        Server.Faults.On("rrext_get_tasks").OmitFromReply("body");

        await Fails.With<RunProtocolException>(() => Client.ListAsync());
    }
}
