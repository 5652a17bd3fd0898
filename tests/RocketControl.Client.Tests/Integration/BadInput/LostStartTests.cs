using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixture]
internal sealed class LostStartTests() : CallTests(ClientCall.Starting)
{
    [Test]
    public async Task The_token_under_which_the_run_would_be_up_tells_whether_it_is(
        [ValueSource(typeof(ConnectionLoss), nameof(ConnectionLoss.All))] ConnectionLoss loss)
    {
        loss.Inject(InCall.Once());

        var exception = await InvokeAsync().FailsWith<RunConnectionLostException>();

        Assert.That(exception.ExpectedRunId, Does.StartWith("tk_"));
        if (loss.IsHandled)
            Assert.That((await Scene.Client.SendAsync(exception.ExpectedRunId!, "text").Soon()).Texts, Is.EqualTo(new[] { "text\n\n" }));
        else
            await Scene.Client.AttachAsync(exception.ExpectedRunId!).FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task A_token_of_ones_own_is_told_as_it_is()
    {
        InCall.Once().DropAfterExecuting();

        var exception = await Scene.Client.UseAsync(Pipelines.Echo("another"), new UseOptions { Token = "MY-1" }).FailsWith<RunConnectionLostException>();

        Assert.That(exception.ExpectedRunId, Is.EqualTo("MY-1"));
        Assert.That(exception.ToString(), Does.Not.Contain("MY-1"));
        Assert.That((await Scene.Client.AttachAsync("MY-1").Soon()).DisplayId, Is.EqualTo("MY-1.webhook_1"));
    }

    [Test]
    public async Task A_start_that_was_refused_has_no_token_to_tell()
    {
        InCall.Once().FailWith("Pipeline is already running.");

        var exception = await InvokeAsync().FailsWith<RunAlreadyRunningException>();

        Assert.That(exception.ExpectedRunId, Is.Null);
    }
}
