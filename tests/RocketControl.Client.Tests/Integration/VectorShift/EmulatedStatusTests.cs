using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.VectorShift;

/// <summary>What the status says of a run when nobody can be asked.</summary>
[TestFixture]
internal sealed class EmulatedStatusTests : VectorShiftTests
{
    [Test]
    public async Task Of_a_run_that_was_never_seen_nothing_is_known_and_the_status_says_so()
    {
        var run = await Client.AttachAsync("pipeline/run").Soon();

        var status = await Client.GetTaskStatusAsync(run).Soon();

        Assert.Multiple(() =>
        {
            Assert.That((status.State, status.Source, status.IsStale), Is.EqualTo((RunState.Unknown, RunStatusSource.Remembered, true)));
            Assert.That(status.Detail, Does.Contain("StatusRoute"));
            Assert.That(Server.ReceivedRequests, Is.Empty);
        });
    }

    [Test]
    public async Task Watching_what_cannot_be_seen_is_refused_at_once()
    {
        await Client.WaitAsync("pipeline/run").FailsWith<RunNotSupportedException>();
        await Fails.With<RunNotSupportedException>(async () =>
        {
            await foreach (var _ in Client.WatchAsync("pipeline/run"))
                continue;
        });
        await Fails.With<RunNotSupportedException>(() => OutputsOfAsync(new Run(RunBackend.VectorShift, "pipeline/run")));
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [TestCase("run-without-pipeline")]
    [TestCase("a/b/c")]
    [TestCase("/run")]
    [TestCase("pipeline/")]
    [TestCase("../run")]
    [TestCase("pipeline/..")]
    public async Task An_id_has_to_hold_both_ids(string id)
    {
        var exception = await Client.TerminateAsync(id).FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.Operation, Is.EqualTo(RunOperation.Terminate));
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task What_cannot_be_done_is_refused_before_anything_is_sent_and_says_what_to_do_instead()
    {
        Assert.That((await Fails.With<RunNotSupportedException>(() => Client.SendAsync("p/r", "text"))).Message, Does.Contain("VectorShiftPipeline"));
        Assert.That((await Fails.With<RunNotSupportedException>(() => Client.OpenPipeAsync("p/r"))).Message, Does.Contain("UseAsync"));
        Assert.That((await Fails.With<RunNotSupportedException>(() => Client.ListAsync())).Message, Does.Contain("ListPipelinesAsync"));
        Assert.That((await Fails.With<RunNotSupportedException>(() => Client.RestartAsync("p/r", Pipeline("p")))).Message, Does.Contain("UseAsync"));
        await Fails.With<RunNotSupportedException>(() => Client.TerminateAsync("p/r", new TerminateOptions { Mode = TerminateMode.Force }));
        await Fails.With<RunNotSupportedException>(() => Client.UseAsync(Pipeline("p"), new UseOptions { Threads = 2 }));
        await Fails.With<RunInvalidArgumentException>(() => Client.UseAsync(Pipelines.Echo("p")));
        await Fails.With<RunInvalidArgumentException>(() => Client.UseAsync(Pipeline("..")));
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }
}
