using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixture]
internal sealed class OversizedMessageTests : EmulatorTests
{
    protected override RocketRideOptions ClientOptions => base.ClientOptions with { MaxMessageBytes = 64 * 1024 };

    [Test]
    public async Task A_text_over_the_limit_is_refused_before_anything_is_sent()
    {
        var run = await StartRunAsync();

        var exception = await Client.SendAsync(run, new string('x', 64 * 1024)).FailsWith<RunInvalidArgumentException>();

        AssertTells(exception);
        Assert.That(CountRequests("rrext_process"), Is.Zero);
        Assert.That((await Client.SendAsync(run, "short").Soon()).Texts, Is.EqualTo(new[] { "short\n\n" }));
    }

    [Test]
    public async Task A_pipeline_over_the_limit_is_refused_before_anything_is_sent()
    {
        var exception = await Client.UseAsync(Pipelines.Echo(setting: new string('x', 64 * 1024))).FailsWith<RunInvalidArgumentException>();

        AssertTells(exception);
        Assert.That(exception.ExpectedRunId, Is.Null);
        Assert.That(CountRequests("execute"), Is.Zero);
        await StartRunAsync();
    }

    [Test]
    public async Task Bytes_over_the_limit_go_in_pieces()
    {
        var run = await StartRunAsync();

        await Client.SendAsync(run, new byte[200_000]).Soon();

        var pieces = Server.ReceivedRequests.Where(request => request.Subcommand == "write").Select(request => request.DataLength!.Value).ToList();
        Assert.That(pieces.Sum(), Is.EqualTo(200_000));
        Assert.That(pieces, Has.Count.GreaterThan(3).And.All.LessThan(64 * 1024));
    }

    [Test]
    public async Task An_event_over_the_limit_ends_the_connection_and_not_the_watch()
    {
        var run = await StartRunAsync();
        await using var watch = Client.WatchAsync(run).GetAsyncEnumerator();
        await watch.MoveNextAsync().Soon();
        var huge = Server.Faults.OnEvent("apaevt_status_update").Once().Rewrite(message => message["padding"] = new string('x', 64 * 1024));

        await NewClient().TerminateAsync(run).Soon();
        var states = new List<RunState>();
        while (await watch.MoveNextAsync().Soon())
            states.Add(watch.Current is RunStatusChanged { Status.State: var state } ? state : RunState.Unknown);

        Assert.That(huge.Hits, Is.EqualTo(1));
        Assert.That(states[^1], Is.EqualTo(RunState.Stopped));
        Assert.That(CountRequests("auth"), Is.EqualTo(3), "the first, that of the other client, and again");
    }

    private static void AssertTells(RunInvalidArgumentException exception)
    {
        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.InvalidArgument));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.Message, Does.Contain("RocketRideOptions.MaxMessageBytes").And.Contain("250 MiB"));
        });
    }
}
