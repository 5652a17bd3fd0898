using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Addresses, headers, credentials, repetitions.</summary>
[TestFixture]
internal sealed class RequestTests : FelderaTests
{
    private const string Deletion = "DELETE v0/pipelines/p";
    private const string KeyDeletion = "DELETE v0/api_keys/k";

    [TestCase("http://localhost:8080")]
    [TestCase("http://localhost:8080/")]
    [TestCase("http://localhost:8080/v0")]
    [TestCase("http://localhost:8080/v0/?x=1#y")]
    public async Task The_api_is_found_below_the_address(string endpoint)
    {
        Server.On(Status, Pipeline());

        await NewTransport(Options with { Endpoint = endpoint }).GetPipelineAsync("p").Soon();

        Assert.That(Server.Targets, Is.EqualTo(new[] { Status + "?selector=status" }));
    }

    [Test]
    public async Task A_server_below_a_path_keeps_its_path()
    {
        Server.On("GET gateway/feldera/v0/pipelines/p", Pipeline());

        await NewTransport(Options with { Endpoint = "https://host.test/gateway/feldera" }).GetPipelineAsync("p").Soon();

        Assert.That(Server.Received, Has.Count.EqualTo(1));
    }

    [TestCase("a b/c", "a%20b%2Fc")]
    [TestCase("\"Quoted\"", "%22Quoted%22")]
    [TestCase("x?y#z", "x%3Fy%23z")]
    public async Task A_name_is_one_segment_whatever_is_in_it(string name, string escaped)
    {
        Server.On($"GET v0/pipelines/{escaped}", Pipeline());

        await Transport.GetPipelineAsync(name).Soon();

        Assert.That(Server.Targets.Single(), Does.StartWith($"GET v0/pipelines/{escaped}?"));
    }

    [Test]
    public async Task Credential_and_tenant_are_in_the_headers()
    {
        Server.On(Status, Pipeline());

        await NewTransport(Options with { Credential = " apikey:secret ", Tenant = "blue" }).GetPipelineAsync("p").Soon();

        Assert.That(Server.Received[0].Headers.Authorization?.ToString(), Is.EqualTo("Bearer apikey:secret"));
        Assert.That(Server.Received[0].Headers.GetValues("Feldera-Tenant"), Is.EqualTo(new[] { "blue" }));
    }

    [Test]
    public async Task A_refused_token_is_asked_for_again_once()
    {
        var tokens = 0;
        Server.On(Status, Error("AuthenticationFailed"), 401).On(Status, Pipeline());
        var transport = NewTransport(Options with { Credential = RunCredential.FromDelegate(_ => new($"token{++tokens}")) });

        await transport.GetPipelineAsync("p").Soon();

        Assert.That(Server.Received.Select(request => request.Headers.Authorization!.Parameter), Is.EqualTo(new[] { "token1", "token2" }));
    }

    [Test]
    public async Task A_token_that_is_refused_twice_is_not_asked_for_for_ever()
    {
        Server.On(Status, Error("AuthenticationFailed"), 401);
        var transport = NewTransport(Options with { Credential = RunCredential.FromDelegate(_ => new("token")) });

        await transport.GetPipelineAsync("p").FailsWith<RunAuthenticationException>();

        Assert.That(Server.Received, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_fixed_key_is_not_tried_twice()
    {
        Server.On(Status, Error("AuthenticationFailed"), 401);

        await NewTransport(Options with { Credential = "apikey:wrong" }).GetPipelineAsync("p").FailsWith<RunAuthenticationException>();

        Assert.That(Server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_key_that_no_header_can_carry_is_refused_without_showing_it()
    {
        var exception = await NewTransport(Options with { Credential = "apikey:sec\nret" }).GetPipelineAsync("p").FailsWith<RunAuthenticationException>();

        Assert.That(exception.ToString(), Does.Not.Contain("sec"));
        Assert.That(Server.Received, Is.Empty);
    }

    [TestCase("http://feldera.example.com")]
    [TestCase("ftp://localhost")]
    [TestCase("localhost:8080")]
    [TestCase("")]
    [TestCase("https://user:password@host.test")]
    public void An_address_that_is_none_or_would_give_the_key_away_is_refused(string endpoint)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => RunControlClient.ForFeldera(Watched.Feldera with { Endpoint = endpoint }));

        Assert.That(exception!.Message, Does.Not.Contain("password@"));
    }

    [Test]
    public async Task Cleartext_to_another_machine_needs_leave()
    {
        Server.On(Status, Pipeline());

        await NewTransport(Options with { Endpoint = "http://feldera.example.com", AllowInsecureTransport = true }).GetPipelineAsync("p").Soon();

        Assert.That(Server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_pause_that_the_server_asks_for_is_kept()
    {
        Server.On(Status, Error("LockTookTooLong"), 503, "5").On(Status, Pipeline());

        var call = Transport.GetPipelineAsync("p");
        await Time.PassAsync(TimeSpan.FromSeconds(5));
        await call.Soon();

        Assert.That(Server.Received, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_pause_that_goes_beyond_the_deadline_ends_with_the_failure_itself()
    {
        Server.On(Status, Error("LockTookTooLong"), 503, "60");

        var call = Transport.GetPipelineAsync("p");
        await Time.WhenArmedAsync(TimeSpan.FromSeconds(60));
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await call.FailsWith<RunUnavailableException>()).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(Server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_nothing_will_change_by_waiting_is_not_repeated()
    {
        Server.On("POST v0/pipelines/p/pause", Error("PipelineInteractionNotDeployed"), 503, "5");

        await Transport.PauseAsync(Run, CancellationToken.None).FailsWith<RunNotReadyException>();

        Assert.That(Server.Received, Has.Count.EqualTo(1), "the status alone would say that it is transient");
    }

    [Test]
    public async Task An_idempotent_call_is_repeated_and_another_is_not()
    {
        Server.On("POST v0/pipelines/p/pause", Error("PipelineInteractionUnreachable"), 503).On("POST v0/pipelines/p/pause", "\"ok\"", 202);
        Server.On("POST v0/pipelines/p/checkpoint", Error("PipelineInteractionUnreachable", "timeout (120s) was reached"), 503);

        await PassAsync(Transport.PauseAsync(Run, CancellationToken.None));
        var exception = await FailureAsync<RunUnavailableException>(Transport.RequestCheckpointAsync("p"));

        Assert.That(exception.OutcomeUnknown, Is.True);
        Assert.That(Server.Count("POST v0/pipelines/p/checkpoint"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_surely_did_not_arrive_is_repeated_though_it_is_not_idempotent()
    {
        Server.On("POST v0/pipelines/p/checkpoint", Error("PipelineInteractionUnreachable", "Failed to connect to host: refused"), 503)
            .On("POST v0/pipelines/p/checkpoint", """{"checkpoint_sequence_number":7}""");

        Assert.That((await PassAsync(Transport.RequestCheckpointAsync("p"))).Number, Is.EqualTo(7));
    }

    [Test]
    public async Task A_definition_that_somebody_else_changed_at_the_same_time_is_tried_once_more()
    {
        Server.On("PATCH v0/pipelines/p", Error("OutdatedPipelineVersion"), 409).On("PATCH v0/pipelines/p", Pipeline(version: 3));

        var info = await Transport.ChangePipelineAsync("p", new() { Description = "d" }).Soon();

        Assert.That(info.ProgramVersion, Is.EqualTo(3));
        Assert.That(Server.Received[0].Text, Is.EqualTo("""{"description":"d"}"""), "what is not given is not sent");
    }

    [TestCase("\"Pipeline is being paused\"", "application/json")]
    [TestCase("", null)]
    [TestCase("{}", "application/json")]
    [TestCase("accepted", "text/plain")]
    public async Task The_body_of_an_acceptance_may_be_anything(string body, string? mediaType)
    {
        Server.On("POST v0/pipelines/p/pause", body, mediaType, 202);

        await Transport.PauseAsync(Run, CancellationToken.None).Soon();
    }

    [Test]
    public async Task A_deletion_whose_answer_was_lost_is_a_success()
    {
        Server.On(Deletion, "", null, 502).On(Deletion, Error("UnknownPipelineName"), 404);
        Server.On(KeyDeletion, "", null, 502).On(KeyDeletion, Error("UnknownApiKey"), 404);

        await PassAsync(Transport.DeletePipelineAsync("p", onlyIfAtRest: true));
        await PassAsync(Transport.DeleteApiKeyAsync("k"));
    }

    [Test]
    public async Task A_deletion_that_was_first_refused_for_its_token_deleted_nothing()
    {
        Server.On(Deletion, Error("AuthenticationFailed"), 401).On(Deletion, Error("UnknownPipelineName"), 404);
        Server.On(KeyDeletion, Error("AuthenticationFailed"), 401).On(KeyDeletion, Error("UnknownApiKey"), 404);
        var transport = NewTransport(Options with { Credential = RunCredential.FromDelegate(_ => new("token")) });

        await transport.DeletePipelineAsync("p", onlyIfAtRest: true).FailsWith<RunNotFoundException>();
        await transport.DeleteApiKeyAsync("k").FailsWith<RunNotFoundException>();
        Assert.That(Server.Received, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_deletion_that_surely_was_not_sent_at_first_deleted_nothing()
    {
        Server.On(Deletion, NoConnection).On(Deletion, Error("UnknownPipelineName"), 404);
        Server.On(KeyDeletion, NoConnection).On(KeyDeletion, Error("UnknownApiKey"), 404);

        await FailureAsync<RunNotFoundException>(Transport.DeletePipelineAsync("p", onlyIfAtRest: true));
        await FailureAsync<RunNotFoundException>(Transport.DeleteApiKeyAsync("k"));
        Assert.That(Server.Received, Has.Count.EqualTo(4));

        static Task<HttpResponseMessage> NoConnection(ReceivedHttp request, CancellationToken token) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No route.");
    }

    [Test]
    public async Task A_deletion_of_what_is_not_there_is_a_failure()
    {
        Server.On(Deletion, Error("UnknownPipelineName"), 404);

        await Transport.DeletePipelineAsync("p", onlyIfAtRest: true).FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task A_call_of_ones_own_stays_on_the_server()
    {
        await Fails.With<RunInvalidArgumentException>(() => Transport.CallAsync(HttpMethod.Get, "https://elsewhere.test/v0"));
        await Fails.With<RunInvalidArgumentException>(() => Transport.CallAsync(HttpMethod.Get, "//elsewhere.test/v0"));
        Assert.That(Server.Received, Is.Empty);
    }
}
