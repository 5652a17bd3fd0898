using RocketControl.Client.Emulator;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.VectorShift;

/// <summary>What is repeated and what never is: a run costs money each time.</summary>
[TestFixture]
internal sealed class FailureTests : VectorShiftTests
{
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_run_is_never_sent_again_once_its_body_left(int status)
    {
        Server.Faults.On("POST", Route("endless", "run")).AnswerAsProxy(status, retryAfter: "0");
        Server.Faults.On("POST", Route("echo", "bulk_run")).AnswerAsProxy(status, retryAfter: "0");

        var exception = await Client.UseAsync(Pipeline("endless")).FailureAsync<RunControlException>();
        await Transport.RunAsync(Pipeline("endless")).FailureAsync<RunControlException>();
        await Transport.BulkRunAsync("echo", [new Dictionary<string, VectorShiftValue>()]).FailureAsync<RunControlException>();

        Assert.That(CountRequests(Route("endless", "run")), Is.EqualTo(2));
        Assert.That(CountRequests(Route("echo", "bulk_run")), Is.EqualTo(1));
        Assert.That(exception.OutcomeUnknown, Is.EqualTo(status is 500 or 502 or 504));
        Assert.That((int)exception.HttpStatus!, Is.EqualTo(status));
    }

    [TestCase(ConnectionDrop.Reset)]
    [TestCase(ConnectionDrop.Finish)]
    public async Task A_run_whose_answer_was_lost_is_not_sent_again(ConnectionDrop drop)
    {
        await Transport.ListPipelinesAsync().Soon();
        Server.Faults.On("POST", Route("endless", "run")).DropAfterExecuting(drop);

        // On a connection that was used before, too: there HTTP clients repeat some requests by themselves.
        var streamed = await Client.UseAsync(Pipeline("endless")).FailsWith<RunConnectionLostException>();

        Assert.That(streamed.OutcomeUnknown, Is.True);
        Assert.That(Server.Runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_plain_run_whose_answer_was_lost_is_not_sent_again()
    {
        Server.Faults.On("POST", Route("echo", "run")).DropAfterExecuting();

        Assert.That((await Transport.RunAsync(Pipeline("echo")).FailsWith<RunConnectionLostException>()).OutcomeUnknown, Is.True);
        Assert.That(Server.Runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_pause_and_a_resume_whose_answers_were_lost_are_sent_again()
    {
        var run = await StartAsync();
        foreach (var action in (string[])["pause", "resume"])
            Server.Faults.On("POST", Route("endless", action)).Once().DropAfterExecuting();

        await Client.PauseAsync(run).Soon();
        var paused = Server.Runs.Single().State;
        await Client.ResumeAsync(run).Soon();

        Assert.That((paused, Server.Runs.Single().State), Is.EqualTo((VectorShiftEmulatedRunState.Paused, VectorShiftEmulatedRunState.Running)));
        Assert.That((CountRequests(Route("endless", "pause")), CountRequests(Route("endless", "resume"))), Is.EqualTo((2, 2)));
    }

    /// <summary>A server that refuses to pause what is paused would otherwise make a failure of what was done.</summary>
    [TestCase(400, """{"status":"failed","error":"run is paused"}""")]
    [TestCase(409, """{"status":"failed","error":"conflict"}""")]
    [TestCase(200, """{"status":"failed"}""")]
    public async Task A_pause_that_is_refused_when_it_comes_again_may_have_been_done_the_first_time(int status, string body)
    {
        var run = await StartAsync();
        Server.Faults.On("POST", Route("endless", "pause")).Once().DropAfterExecuting();
        Server.Faults.On("POST", Route("endless", "pause")).AnswerWith(status, body);

        var exception = await Client.PauseAsync(run).FailsWith<RunConnectionLostException>();

        Assert.That(exception.OutcomeUnknown, Is.True);
        Assert.That(CountRequests(Route("endless", "pause")), Is.EqualTo(2));
    }

    [TestCase(429)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_termination_a_pause_and_a_resume_are_sent_again_when_the_server_cannot_be_reached(int status)
    {
        var run = await StartAsync();
        foreach (var action in (string[])["pause", "resume", "terminate"])
            Server.Faults.On("POST", Route("endless", action)).Times(2).AnswerAsProxy(status, retryAfter: "0");

        await Client.PauseAsync(run).Soon();
        await Client.ResumeAsync(run).Soon();
        var end = await Client.TerminateAsync(run).Soon();

        Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Accepted));
        Assert.That(CountRequests(Route("endless", "pause")), Is.EqualTo(3));
        Assert.That(CountRequests(Route("endless", "terminate")), Is.EqualTo(3));
    }

    [Test]
    public async Task A_termination_that_fails_for_other_reasons_is_not_sent_again()
    {
        var run = await StartAsync();
        Server.Faults.On("POST", Route("endless", "terminate")).AnswerWith(500, """{"status":"failed","error":"boom"}""");

        var exception = await Client.TerminateAsync(run).FailsWith<RunServerException>();

        Assert.That(exception.ServerMessage, Is.EqualTo("boom"));
        Assert.That(CountRequests(Route("endless", "terminate")), Is.EqualTo(1));
    }

    [Test]
    public async Task The_server_s_wish_for_a_pause_reaches_the_user()
    {
        Server.Faults.On("POST", Route("endless", "run")).AnswerAsProxy(429, retryAfter: "7200");

        var exception = await Client.UseAsync(Pipeline("endless")).FailsWith<RunRateLimitedException>();

        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(exception.IsTransient, Is.True);
    }

    [Test]
    public async Task A_server_that_is_not_there_is_a_failed_connection()
    {
        using var nobody = new VacantPort();
        await using var client = RunControlClient.ForVectorShift(ClientOptions with { Endpoint = nobody.Endpoint });

        var exception = await client.UseAsync(Pipeline("endless")).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
    }

    [TestCase("Missing authorization header")]
    [TestCase("Invalid authorization header format")]
    [TestCase("Invalid API key")]
    public async Task The_401_body_has_no_status_and_is_understood_all_the_same(string words)
    {
        Server.Faults.On().AnswerWith(401, $$"""{"error":"{{words}}"}""");

        var exception = await Client.TerminateAsync("p/r").FailsWith<RunAuthenticationException>();

        Assert.That(exception.ServerMessage, Is.EqualTo(words));
        Assert.That(CountRequests(Route("p", "terminate")), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_that_has_expired_is_asked_for_again_once()
    {
        var keys = new Queue<string>(["old", Server.ApiKey, Server.ApiKey]);
        var transport = NewTransport(ClientOptions with { Credential = RunCredential.FromDelegate(_ => new(keys.Dequeue())) });

        var result = await transport.RunAsync(Pipeline("echo", ("a", VectorShiftValue.FromFile(RunContent.FromText("x"), "a.txt")))).Soon();

        Assert.That(result.Outputs, Has.Count.EqualTo(1));
        Assert.That(CountRequests(Route("echo", "run")), Is.EqualTo(2));
        Assert.That(Server.Runs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_key_is_not_repeated_in_the_message()
    {
        Server.Faults.On().AnswerWith(403, """{"status":"failed","error":"key sk-very-wrong may not"}""");
        var transport = NewTransport(ClientOptions with { Credential = "sk-very-wrong" });

        var exception = await transport.ListPipelinesAsync().FailsWith<RunPermissionException>();

        Assert.That(exception.ToString(), Does.Not.Contain("sk-very-wrong"));
        Assert.That(exception.ServerMessage, Is.EqualTo("key *** may not"));
    }

    [Test]
    public async Task Without_a_key_nothing_is_sent()
    {
        var transport = NewTransport(ClientOptions with { Credential = null });

        await transport.UseAsync(Pipeline("endless"), new UseOptions(), default).FailsWith<RunAuthenticationException>();
        await transport.ListPipelinesAsync().FailsWith<RunAuthenticationException>();

        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task Failures_of_a_key_s_delegate_are_failures_to_log_in()
    {
        var transport = NewTransport(ClientOptions with { Credential = RunCredential.FromDelegate(_ => throw new InvalidOperationException("vault")) });

        var exception = await transport.ListPipelinesAsync().FailsWith<RunAuthenticationException>();

        Assert.That(exception.InnerException, Is.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public async Task A_key_does_not_follow_a_redirection()
    {
        Server.Faults.On("POST", Route("p", "terminate")).AnswerWith(307, headers: [KeyValuePair.Create("Location", Server.Endpoint + "/elsewhere")]);

        await Client.TerminateAsync("p/r").FailsWith<RunProtocolException>();

        Assert.That(CountRequests("/v1/elsewhere"), Is.Zero);
    }

    [Test]
    public void A_number_that_JSON_does_not_have_is_refused_where_it_is_given() =>
        Assert.That(() => VectorShiftValue.FromDouble(double.NaN), Throws.ArgumentException);
}
