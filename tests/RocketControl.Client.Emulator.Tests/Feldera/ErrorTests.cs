using System.Net;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>The errors of Feldera protocol §4.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ErrorTests
{
    private static IEnumerable<string> Codes => ErrorCodes.All.Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Codes))]
    public async Task Every_code_can_be_had_with_its_status(string code)
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        session.Emulator.Faults.Refuse(code, "GET", "/v0/config");

        FelderaReply refused = await session.SendAsync("GET", "/v0/config");
        Assert.That((int)refused.Status, Is.EqualTo(ErrorCodes.StatusOf(code)).And.GreaterThanOrEqualTo(400));
        Assert.That(refused.ErrorCode, Is.EqualTo(code));
        string[] members = refused.Status == HttpStatusCode.Unauthorized ? ["message", "error_code"] : ["message", "error_code", "details"];
        Assert.That(refused.Body!.AsObject().Select(member => member.Key), Is.EqualTo(members));
        Assert.That(
            refused.Message.Headers.RetryAfter?.Delta?.TotalSeconds,
            Is.EqualTo(refused.Status == HttpStatusCode.ServiceUnavailable ? 5.0 : (double?)null));
        Assert.That((await session.SendAsync("GET", "/v0/config")).Status, Is.EqualTo(HttpStatusCode.OK), "only once");
    }

    [Test]
    public async Task An_unknown_code_is_an_internal_error()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        session.Emulator.Faults.Refuse("AutomatonImpossibleDesiredStatus");
        Assert.That((await session.SendAsync("GET", "/v0/config")).Status, Is.EqualTo(HttpStatusCode.InternalServerError));
    }

    [TestCase("GET", "/v0/nothing", 404)]
    [TestCase("GET", "/", 404)]
    [TestCase("DELETE", "/v0/config", 405)]
    [TestCase("GET", "/v0/pipelines/p/start", 405)]
    public async Task What_the_web_framework_refuses_comes_as_a_page(string method, string path, int status)
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        FelderaReply reply = await session.SendAsync(method, path);
        Assert.That((int)reply.Status, Is.EqualTo(status));
        Assert.That(reply.Message.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(reply.Text, Does.StartWith("<!DOCTYPE html>"));
    }

    [Test]
    public async Task A_body_that_is_too_long_is_refused_with_a_page()
    {
        await using FelderaSession session = await FelderaSession.StartAsync(change: options => options with { MaxBodyBytes = 100 });
        FelderaReply reply = await session.SendAsync("POST", "/v0/pipelines", new StringContent(new string('x', 101)));
        Assert.That((int)reply.Status, Is.EqualTo(413));
        Assert.That(reply.Text, Does.StartWith("<!DOCTYPE html>"));
    }

    [TestCase("start?initial=asleep", 405, "UnsupportedPipelineAction")]
    [TestCase("start?bootstrap_policy=maybe", 400, "InvalidParam")]
    [TestCase("start?initial=standby", 400, "InitialStandbyNotAllowed")]
    [TestCase("start?silent_bootstrap=true&concurrent_bootstrap=true", 400, "InvalidBootstrapConfig")]
    [TestCase("stop?force=perhaps", 400, "InvalidParam")]
    [TestCase("pause", 503, "PipelineInteractionNotDeployed")]
    [TestCase("resume", 503, "PipelineInteractionNotDeployed")]
    [TestCase("approve", 503, "PipelineInteractionNotDeployed")]
    [TestCase("activate?initial=standby", 400, "InvalidActivateStatus")]
    [TestCase("checkpoint", 503, "PipelineInteractionNotDeployed")]
    [TestCase("start_transaction", 503, "PipelineInteractionNotDeployed")]
    [TestCase("ingress/t?format=json", 503, "PipelineInteractionNotDeployed")]
    [TestCase("egress/t?format=json", 503, "PipelineInteractionNotDeployed")]
    public async Task A_stopped_pipeline_refuses(string action, int status, string code)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        FelderaReply reply = await session.PostAsync(action);
        Assert.That(((int)reply.Status, reply.ErrorCode), Is.EqualTo((status, code)), reply.Text);
    }

    [TestCase("start?initial=paused", "InitialImmutableUnlessStopped")]
    [TestCase("start?bootstrap_policy=allow", "BootstrapPolicyImmutableUnlessStopped")]
    [TestCase("clear", "StorageStatusImmutableUnlessStopped")]
    [TestCase("update_runtime", "UpdateRestrictedToStopped")]
    [TestCase("commit_transaction", "NoTransactionInProgress")]
    [TestCase("tables/t/connectors/feed/stop", "InvalidConnectorAction")]
    [TestCase("ingress/t?format=xml", "InvalidParam")]
    [TestCase("ingress/t?format=json&update_format=redis", "InvalidParam")]
    [TestCase("ingress/t?format=json&json_flavor=bitter", "InvalidParam")]
    public async Task A_running_pipeline_refuses(string action, string code)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply reply = await session.PostAsync(action);
        Assert.That(((int)reply.Status, reply.ErrorCode), Is.EqualTo((400, code)), reply.Text);
    }

    [TestCase("ingress/nothing?format=json", "UnknownInputStream")]
    [TestCase("egress/nothing?format=json", "UnknownOutputStream")]
    [TestCase("tables/t/connectors/nothing/pause", "UnknownInputEndpoint")]
    public async Task A_running_pipeline_does_not_know(string action, string code)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply reply = await session.PostAsync(action);
        Assert.That(((int)reply.Status, reply.ErrorCode), Is.EqualTo((404, code)), reply.Text);
    }

    [TestCase("Initializing", "Initializing")]
    [TestCase("Bootstrapping", "BootstrapInProgress")]
    [TestCase("Replaying", "RestoreInProgress")]
    public async Task A_pipeline_that_is_not_ready_says_why(string status, string code)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        session.Emulator.Faults.Pipelines.DetourNextStart(status);
        session.Emulator.Faults.Pipelines.HoldAt(status);
        await session.RunAsync();
        FelderaReply reply = await session.IngestAsync("{}");
        Assert.That(((int)reply.Status, reply.ErrorCode), Is.EqualTo((503, code)), reply.Text);
    }

    [Test]
    public async Task A_rejected_bootstrap_fails_the_pipeline()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("stop");
        session.Advance(10);
        await session.CreateAsync("CREATE TABLE other (id INT)");
        session.Advance(20);
        await session.RunAsync("bootstrap_policy=reject");
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("BootstrapRejected"));
    }

    [Test]
    public async Task What_is_not_deployed_says_where_it_is()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        JsonNode details = (await session.PostAsync("pause"))["details"]!;
        Assert.That((string?)details["pipeline_name"], Is.EqualTo("p"));
        Assert.That((string?)details["status"], Is.EqualTo("Stopped"));
        Assert.That((string?)details["desired_status"], Is.EqualTo("Stopped"));
    }

    [Test]
    public async Task A_start_can_be_repeated_with_the_same_options()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        await session.AcceptAsync("start?initial=paused");
        await session.AcceptAsync("start?initial=paused");
        session.Advance(20);
        await session.AcceptAsync("start?initial=paused");
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Paused"));
    }
}
