using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ReplyShape), nameof(ReplyShape.All))]
internal sealed class WrongReplyTests(ReplyShape shape) : CallTests(shape.Call)
{
    [Test]
    public async Task It_fails_and_the_connection_stays()
    {
        InCall.Once().RewriteReply(shape.Change);

        RunControlException exception = shape.Kind == RunControlErrorKind.RunFailed
            ? await InvokeAsync().FailsWith<PipeFailedException>()
            : await InvokeAsync().FailsWith<RunProtocolException>();

        AssertTells(exception, shape.Kind, shape.OutcomeUnknown, "The ");
        Assert.That(exception.IsTransient, Is.False);
        Assert.That(TimesSent, Is.EqualTo(1));
        await AssertUsableAsync();
        Assert.That(Log.Ids, Does.Not.Contain(RunControlEventIds.ConnectionBroken));
    }
}
