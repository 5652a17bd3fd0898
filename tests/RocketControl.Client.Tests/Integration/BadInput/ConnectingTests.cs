using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixture]
internal sealed class ConnectingTests() : CallTests(ClientCall.Connecting)
{
    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = _time, MaxMessageBytes = 64 * 1024 };

    [Test]
    public async Task A_connection_lost_during_the_login_is_reported_at_once(
        [ValueSource(typeof(ConnectionLoss), nameof(ConnectionLoss.All))] ConnectionLoss loss)
    {
        loss.Inject(InCall.Once());

        var exception = await InvokeAsync().FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: false, "lost during the login");
        Assert.That(exception.IsTransient, Is.True);
        Assert.That(TimesSent, Is.EqualTo(1));
        await AssertUsableAsync();
    }

    [Test]
    public async Task A_login_that_is_never_answered_ends_with_its_deadline()
    {
        using var fault = InCall.Once().SwallowRequest();
        var call = InvokeAsync();
        await fault.WhenHit.Soon();

        await _time.PassUntilEndedAsync(call, ClientOptions.ConnectTimeout);
        var exception = await call.FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: false, "RocketRideOptions.ConnectTimeout");
        Assert.That(exception.Message, Does.Contain("30 seconds"));
        await AssertUsableAsync();
    }

    [Test]
    public async Task An_upgrade_that_is_never_answered_ends_with_its_deadline()
    {
        using var fault = Server.Faults.OnUpgrade().Once().NeverAnswer();
        var call = InvokeAsync();
        await fault.WhenHit.Soon();

        await _time.PassUntilEndedAsync(call, ClientOptions.ConnectTimeout);
        var exception = await call.FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, outcomeUnknown: false, "RocketRideOptions.ConnectTimeout");
        await AssertUsableAsync();
    }

    [TestCase("success")]
    [TestCase("body")]
    public async Task A_login_whose_reply_lacks_something_is_a_breach_of_the_protocol(string member)
    {
        InCall.Once().OmitFromReply(member);

        var exception = await InvokeAsync().FailsWith<RunProtocolException>();

        AssertTells(exception, RunControlErrorKind.Protocol, outcomeUnknown: false, "RocketRide");
        await AssertUsableAsync();
    }

    [TestCase("[]")]
    [TestCase("\"local\"")]
    [TestCase("1")]
    public async Task A_login_whose_reply_has_a_body_of_another_type_is_a_breach_of_the_protocol(string body)
    {
        InCall.Once().RewriteReply(reply => reply["body"] = System.Text.Json.Nodes.JsonNode.Parse(body));

        var exception = await InvokeAsync().FailsWith<RunProtocolException>();

        AssertTells(exception, RunControlErrorKind.Protocol, outcomeUnknown: false, "no RocketRide server");
        await AssertUsableAsync();
    }

    [Test]
    public async Task A_login_whose_reply_holds_a_NaN_is_a_breach_of_the_protocol()
    {
        InCall.Once().PutNaN("organizations");

        var exception = await InvokeAsync().FailsWith<RunProtocolException>();

        AssertTells(exception, RunControlErrorKind.Protocol, outcomeUnknown: false, "NaN");
        await AssertUsableAsync();
    }

    [Test]
    public async Task A_login_whose_reply_is_over_the_limit_is_a_breach_of_the_protocol()
    {
        InCall.Once().EnlargeReply(ClientOptions.MaxMessageBytes);

        var exception = await InvokeAsync().FailsWith<RunProtocolException>();

        AssertTells(exception, RunControlErrorKind.Protocol, outcomeUnknown: false, "over the limit of 65,536 bytes");
        await AssertUsableAsync();
    }

    [Test]
    public async Task A_login_that_is_answered_with_garbage_ends_with_its_deadline()
    {
        using var fault = InCall.Once().ReplyWithText("SSH-2.0-OpenSSH_9.6");
        var call = InvokeAsync();
        await fault.WhenHit.Soon();

        await _time.PassUntilEndedAsync(call, ClientOptions.ConnectTimeout);

        await call.FailsWith<RunConnectionFailedException>();
        await AssertUsableAsync();
    }
}
