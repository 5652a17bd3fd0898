using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Processes;

/// <summary>Each documented error, and each way in which the server misleads.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    private const string Terminate = $"POST terminate/{ProcessScene.Id}";

    private static readonly TestCaseData[] Errors =
    [
        Case("an unknown process", 404, """{"error":"Process not found: PID 12345"}""", typeof(RunNotFoundException)),
        Case("dialect B's unknown process", 404, """{"success":false,"error":"Failed to terminate process 12345 or process not found"}""", typeof(RunNotFoundException)),
        Case("a failed termination", 500, """{"error":"Failed to terminate process: [Errno 1] Operation not permitted"}""", typeof(RunTerminationFailedException)),
        Case("a failed termination that says not found", 500, """{"error":"Failed to terminate process: not found"}""", typeof(RunTerminationFailedException)),
        Case("a server error", 500, """{"error":"Server error: boom"}""", typeof(RunServerException)),
        Case("a lost content type disguised as 500", 500, """{"error":"Server error: 415 Unsupported Media Type: x"}""", typeof(RunProtocolException)),
        Case("a lost body disguised as 500", 500, """{"error":"Server error: 400 Bad Request: x"}""", typeof(RunProtocolException)),
        Case("a success that is none", 200, """{"success":false,"message":"no"}""", typeof(RunTerminationFailedException)),
        Case("a success that is no object", 200, "[]", typeof(RunProtocolException)),
        Case("a success that is no JSON", 200, "{", typeof(RunProtocolException)),
        Case("a JSON 404 without a text", 404, "{}", typeof(RunProtocolException)),
        Case("an error in unknown words", 400, """{"error":"no"}""", typeof(RunInvalidArgumentException)),
        Case("a proxy that wants a credential", 401, """{"error":"unauthorized"}""", typeof(RunAuthenticationException)),
        Case("a proxy that forbids", 403, """{"error":"forbidden"}""", typeof(RunPermissionException)),
        Case("too many requests", 429, "{}", typeof(RunRateLimitedException)),
        Case("a proxy that reaches nobody", 502, "{}", typeof(RunUnavailableException)),
        Case("a proxy that has nobody to reach", 503, "{}", typeof(RunUnavailableException)),
    ];

    [TestCaseSource(nameof(Errors))]
    public async Task An_error_is_told_by_its_text_first(int status, string body, Type expected)
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, body, status);

        var failure = await scene.Client.TerminateAsync(ProcessScene.Id).FailureAsync<RunControlException>();

        Assert.That(failure, Is.TypeOf(expected));
        Assert.That(failure.Operation, Is.EqualTo(RunOperation.Terminate));
        Assert.That((int?)failure.HttpStatus, Is.EqualTo(status));
    }

    [TestCase(404)]
    [TestCase(405)]
    public async Task A_page_for_people_is_an_absent_route_and_no_unknown_process(int status)
    {
        await using var scene = new ProcessScene().OnPage(Terminate, status);

        var failure = await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunNotSupportedException>();

        Assert.That(failure.Message, Does.Contain("Endpoint"));
    }

    [Test]
    public async Task A_page_of_another_kind_is_no_answer_of_a_process_manager()
    {
        await using var scene = new ProcessScene().OnPage(Terminate, 200);

        await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunProtocolException>();
    }

    [TestCase("PROCESS ALREADY TERMINATED: pid 12345", 400)]
    [TestCase("Process already terminated: PID 12345", 409)]
    public async Task Texts_are_matched_in_any_spelling_and_whatever_the_status(string text, int status)
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, $$"""{"error":"{{text}}"}""", status);

        Assert.That((await scene.Client.TerminateAsync(ProcessScene.Id).Soon()).Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
    }

    [Test]
    public async Task A_request_has_a_JSON_object_and_its_type_and_no_credential_of_its_own([Values] bool isForced)
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, """{"success":true,"pid":12345,"status":"terminated"}""");

        await scene.Client.TerminateAsync(ProcessScene.Id, new TerminateOptions { Mode = isForced ? TerminateMode.Force : TerminateMode.Default }).Soon();

        var request = scene.Http.Received.Single();
        Assert.That(request.Text, Is.EqualTo(isForced ? """{"force":true}""" : """{"force":false}"""));
        Assert.That(request.MediaType, Is.EqualTo("application/json"));
        Assert.That(request.Headers.Authorization, Is.Null);
    }

    [Test]
    public async Task A_credential_and_headers_are_sent_when_they_are_configured()
    {
        await using var scene = new ProcessScene(options => options with { Credential = "secret", ConfigureHeaders = headers => headers.Add("X-Team", "blue") })
            .On("GET list", """{"success":true,"active_processes":{},"total_count":0}""");

        await scene.Client.ListAsync().Soon();

        var headers = scene.Http.Received.Single().Headers;
        Assert.That(headers.Authorization?.ToString(), Is.EqualTo("Bearer secret"));
        Assert.That(headers.GetValues("X-Team"), Is.EqualTo(new[] { "blue" }));
    }

    [TestCase(401)]
    [TestCase(407)]
    public async Task A_refused_key_is_asked_for_again_once(int status)
    {
        var keys = 0;
        await using var scene = new ProcessScene(options => options with { Credential = RunCredential.FromDelegate(_ => new($"key{++keys}")) })
            .WithoutSiblings().OnPage(Terminate, status).On(Terminate, """{"success":true,"pid":12345,"status":"terminated"}""");

        var result = await scene.Client.TerminateAsync(ProcessScene.Id).Soon();

        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Accepted));
        Assert.That(KeysOf(scene), Is.EqualTo(new[] { "key1", "key2" }));
    }

    [Test]
    public async Task A_key_that_is_refused_twice_is_not_asked_for_for_ever()
    {
        var keys = 0;
        await using var scene = new ProcessScene(options => options with { Credential = RunCredential.FromDelegate(_ => new($"key{++keys}")) })
            .On(Terminate, """{"error":"unauthorized"}""", 401);

        await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunAuthenticationException>();

        Assert.That(KeysOf(scene), Is.EqualTo(new[] { "key1", "key2" }));
    }

    [Test]
    public async Task A_key_is_not_tried_twice_when_there_is_no_other([Values] bool isFixed)
    {
        await using var scene = new ProcessScene(options => options with { Credential = isFixed ? "key" : RunCredential.FromDelegate(_ => new("key")) })
            .On(Terminate, """{"error":"unauthorized"}""", 401);

        await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunAuthenticationException>();

        Assert.That(KeysOf(scene), Is.EqualTo(new[] { "key" }));
    }

    [TestCase("abc")]
    [TestCase("-1")]
    [TestCase("0")]
    [TestCase("1.5")]
    [TestCase("../list")]
    public async Task What_is_no_pid_is_refused_before_anything_is_sent(string id)
    {
        await using var scene = new ProcessScene();

        await Fails.With<RunInvalidArgumentException>(() => scene.Client.TerminateAsync(id));
        await Fails.With<RunInvalidArgumentException>(() => scene.Client.GetTaskStatusAsync(id));

        Assert.That(scene.Http.Received, Is.Empty);
    }

    [Test]
    public async Task Starting_is_refused_before_anything_is_sent_and_says_why()
    {
        await using var scene = new ProcessScene();

        var failure = await Fails.With<RunNotSupportedException>(() => scene.Client.UseAsync(SampleRun.Pipeline));

        Assert.That(failure.Message, Does.Contain("no route to start").And.Contain("AttachAsync"));
        Assert.That(scene.Http.Received, Is.Empty);
    }

    [TestCase("ftp://host")]
    [TestCase("host:5000")]
    [TestCase("")]
    [TestCase("http://example.org/manager")]
    [TestCase("http://user:word@localhost:5000")]
    public void An_address_that_is_none_or_readable_on_the_way_is_refused(string endpoint) =>
        Assert.That(() => RunControlClient.ForProcesses(Watched.Processes with { Endpoint = endpoint }), Throws.TypeOf<RunInvalidArgumentException>());

    [Test]
    public void Plain_http_to_another_machine_is_a_matter_of_choice() => Assert.That(
        () => RunControlClient.ForProcesses(Watched.Processes with { Endpoint = "http://example.org", AllowInsecureTransport = true }), Throws.Nothing);

    [Test]
    public async Task A_key_that_no_header_can_carry_is_refused_in_our_own_words()
    {
        await using var scene = new ProcessScene(options => options with { Credential = "first\r\nsecond" });

        var failure = await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunAuthenticationException>();

        Assert.That(failure.Message, Does.Contain("ProcessManagerOptions.Credential").And.Not.Contain("second"));
        Assert.That(scene.Http.Received, Is.Empty);
    }

    [Test]
    public async Task Failures_of_a_key_s_delegate_are_failures_to_log_in()
    {
        await using var scene = new ProcessScene(
            options => options with { Credential = RunCredential.FromDelegate(_ => throw new InvalidOperationException("vault")) });

        var failure = await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunAuthenticationException>();

        Assert.That(failure.InnerException, Is.InstanceOf<InvalidOperationException>());
    }

    private static IEnumerable<string?> KeysOf(ProcessScene scene) => scene.Http.Received.Select(request => request.Headers.Authorization?.Parameter);

    private static TestCaseData Case(string name, int status, string body, Type expected) =>
        new TestCaseData(status, body, expected).SetArgDisplayNames(name);
}
