using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.AfterLogin))]
internal sealed class DefectiveReplyTests(ClientCall call) : CallTests(call)
{
    protected override RocketRideOptions ClientOptions => base.ClientOptions with { MaxMessageBytes = 64 * 1024 };

    [Test]
    public async Task A_reply_without_success_is_a_breach_of_the_protocol()
    {
        InCall.OmitFromReply("success");

        await AssertBreachAsync("without \"success\"");
    }

    [TestCase("\"true\"")]
    [TestCase("1")]
    [TestCase("null")]
    public async Task A_reply_whose_success_is_no_truth_value_is_a_breach_of_the_protocol(string success)
    {
        InCall.RewriteReply(reply => reply["success"] = JsonNode.Parse(success));

        await AssertBreachAsync("without \"success\"");
    }

    [Test]
    public async Task A_reply_that_holds_a_NaN_is_a_breach_of_the_protocol()
    {
        InCall.PutNaN("metrics.cpu_percent");

        await AssertBreachAsync("NaN");
    }

    [Test]
    public async Task A_reply_over_the_limit_is_a_breach_of_the_protocol_and_ends_the_connection()
    {
        using var fault = InCall.EnlargeReply(ClientOptions.MaxMessageBytes);

        var exception = await InvokeAsync().FailsWith<RunProtocolException>();
        fault.Dispose();

        AssertTells(exception, RunControlErrorKind.Protocol, outcomeUnknown: true, "over the limit of 65,536 bytes");
        Assert.That(exception.IsTransient, Is.False);
        Assert.That(TimesSent, Is.EqualTo(1));
        await AssertUsableAsync();
        Assert.That(Log.Ids, Does.Contain(RunControlEventIds.ConnectionBroken));
    }

    [Test]
    public async Task A_second_reply_to_it_is_ignored()
    {
        InCall.Once().DuplicateReply(3);

        await InvokeAsync().Soon();

        await Log.WhenLoggedAsync(RunControlEventIds.UnknownReply);
        await AssertUsableAsync();
        Assert.That(Log.Ids, Does.Not.Contain(RunControlEventIds.ConnectionBroken));
    }

    [Test]
    public async Task Events_that_nobody_knows_do_not_keep_its_reply_from_coming()
    {
        InCall.Once().FloodBeforeReply(5000, "apaevt_from_the_future");

        await InvokeAsync().Soon();

        await AssertUsableAsync();
    }

    [Test]
    public async Task Members_that_nobody_knows_do_no_harm_in_its_reply()
    {
        InCall.Once().RewriteReply(reply => (reply["hint"], reply["arguments"], reply["trace"]) = ("?", new JsonObject(), new JsonArray(1, "x")));

        await InvokeAsync().Soon();

        await AssertUsableAsync();
    }

    private async Task AssertBreachAsync(string told)
    {
        var exception = await InvokeAsync().FailsWith<RunProtocolException>();
        Server.Faults.Clear();

        AssertTells(exception, RunControlErrorKind.Protocol, outcomeUnknown: true, told);
        Assert.That(exception.Message, Does.Contain("look at the run's status before you repeat it"));
        Assert.That(exception.IsTransient, Is.False);
        Assert.That(TimesSent, Is.EqualTo(1));
        await AssertUsableAsync();
        Assert.That(Log.Ids, Does.Not.Contain(RunControlEventIds.ConnectionBroken), "the connection stays");
    }
}
