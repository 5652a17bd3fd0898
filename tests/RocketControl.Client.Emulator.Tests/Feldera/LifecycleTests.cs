using System.Net;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Feldera;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LifecycleTests
{
    [Test]
    public async Task A_pipeline_is_created_compiled_started_fed_and_stopped_at_the_emulators_own_pace()
    {
        await using FelderaEmulator server = await FelderaEmulator.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Endpoint };
        var pipeline = new JsonObject { ["name"] = "p", ["program_code"] = "CREATE TABLE t (id INT)" };
        using HttpResponseMessage created = await client.PostAsync("/v0/pipelines", new StringContent(pipeline.ToJsonString()));
        Assert.That(created.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        using HttpResponseMessage started = await client.PostAsync("/v0/pipelines/p/start", null);
        Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        await server.WaitForStatusAsync("p", "Running").WaitAsync(RawClient.Deadline);

        using HttpResponseMessage pushed = await client.PostAsync("/v0/pipelines/p/ingress/t?format=json&update_format=raw", new StringContent("{\"id\":1}"));
        Assert.That(pushed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await pushed.Content.ReadAsStringAsync());
        using HttpResponseMessage stopped = await client.PostAsync("/v0/pipelines/p/stop?force=true", null);
        Assert.That(stopped.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        await server.WaitForTransitionAsync(taken => taken is { From: "Stopping", To: "Stopped" }).WaitAsync(RawClient.Deadline);
        Assert.That(await client.GetStringAsync("/v0/pipelines/p?selector=status"), Does.Contain("\"deployment_status\":\"Stopped\""));
    }

    [Test]
    public async Task What_is_read_after_a_202_is_stale_until_the_runner_looks_again()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("pause");

        FelderaReply stale = await session.StatusAsync();
        Assert.That((string?)stale["deployment_status"], Is.EqualTo("Running"));
        Assert.That((string?)stale["deployment_desired_status"], Is.EqualTo("Running"));

        session.Advance(2.5);
        FelderaReply fresh = await session.StatusAsync();
        Assert.That((string?)fresh["deployment_status"], Is.EqualTo("Paused"));
        Assert.That((string?)fresh["deployment_desired_status"], Is.EqualTo("Paused"));
    }

    [Test]
    public async Task A_start_is_seen_step_by_step()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        await session.AcceptAsync("start");
        FelderaReply before = await session.StatusAsync();
        Assert.That((string?)before["deployment_status"], Is.EqualTo("Stopped"));
        Assert.That((string?)before["deployment_desired_status"], Is.EqualTo("Running"));
        Assert.That(before["deployment_id"], Is.Null);

        session.Advance(2.5);
        FelderaReply provisioning = await session.StatusAsync();
        Assert.That((string?)provisioning["deployment_status"], Is.EqualTo("Provisioning"));
        Assert.That(provisioning["deployment_id"], Is.Not.Null);
        Assert.That((string?)provisioning["storage_status"], Is.EqualTo("InUse"));

        session.Advance(2);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Initializing"));
        session.Advance(2.5);
        FelderaReply running = await session.StatusAsync();
        Assert.That((string?)running["deployment_status"], Is.EqualTo("Running"));
        Assert.That((string?)running["deployment_resources_status"], Is.EqualTo("Provisioned"));
        Assert.That((string?)running["deployment_runtime_status"], Is.EqualTo("Running"));
    }

    [Test]
    public async Task A_start_during_compilation_waits_for_it()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        await session.CreateAsync();
        await session.AcceptAsync("start");
        session.Advance(5);
        FelderaReply early = await session.StatusAsync();
        Assert.That((string?)early["program_status"], Is.EqualTo("CompilingRust"));
        Assert.That((string?)early["deployment_status"], Is.EqualTo("Stopped"));
        Assert.That((string?)early["deployment_desired_status"], Is.EqualTo("Running"));

        session.Advance(20);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"));
    }

    [TestCase(FelderaEmulatorOptions.SqlErrorMarker, "SqlError", "sql_compilation")]
    [TestCase(FelderaEmulatorOptions.RustErrorMarker, "RustError", "rust_compilation")]
    public async Task An_early_start_of_a_program_that_does_not_compile_ends_in_an_error(string marker, string status, string member)
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        await session.CreateAsync($"-- {marker}\nCREATE TABLE t (id INT)");
        await session.AcceptAsync("start");
        session.Advance(20);

        FelderaReply all = await session.SendAsync("GET", "/v0/pipelines/p");
        Assert.That((string?)all["program_status"], Is.EqualTo(status));
        Assert.That(all["program_error"]![member], Is.Not.Null);
        Assert.That((string?)all["deployment_status"], Is.EqualTo("Stopped"));
        Assert.That((string?)all["deployment_desired_status"], Is.EqualTo("Stopped"));
        Assert.That((string?)all["deployment_error"]!["error_code"], Is.EqualTo("StartFailedDueToFailedCompilation"));
        Assert.That((await session.PostAsync("start")).ErrorCode, Is.EqualTo("CannotStartWithCompilationError"));
    }

    [Test]
    public async Task Provisioning_that_takes_too_long_ends_in_an_error()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        session.Emulator.Faults.Pipelines.HoldProvisioning();
        await session.RunAsync();
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Provisioning"));

        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("AutomatonProvisioningTimeout"));
    }

    [Test]
    public async Task A_panic_ends_in_an_error_that_has_to_be_dismissed()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        Assert.That(session.Emulator.Faults.Pipelines.PanicWorker("p"), Is.True);
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopping"));
        Assert.That((await session.PostAsync("dismiss_error")).ErrorCode, Is.EqualTo("DismissErrorRestrictedToFullyStopped"));

        session.Advance(2);
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("RuntimeError.WorkerPanic"));
        Assert.That((await session.PostAsync("start?dismiss_error=false")).ErrorCode, Is.EqualTo("CannotStartWithUndismissedError"));
        await session.AcceptAsync("dismiss_error");
        await session.AcceptAsync("start?dismiss_error=false");
    }

    [Test]
    public async Task A_process_that_cannot_be_reached_is_unavailable_until_it_can()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        session.Emulator.Faults.Pipelines.SetReachable("p", false);
        Assert.That((await session.GetAsync("stats")).ErrorCode, Is.EqualTo("PipelineInteractionUnreachable"));
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Unavailable"));

        session.Emulator.Faults.Pipelines.SetReachable("p", true);
        Assert.That((await session.GetAsync("stats")).ErrorCode, Is.EqualTo("PipelineInteractionUnreachable"), "The manager goes by what the runner saw.");
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"));
        Assert.That((await session.GetAsync("stats")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Deleting_takes_a_stop_and_a_clear_first()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        Assert.That((await session.SendAsync("DELETE", "/v0/pipelines/p")).ErrorCode, Is.EqualTo("DeleteRestrictedToFullyStopped"));
        Assert.That((await session.PostAsync("clear")).ErrorCode, Is.EqualTo("StorageStatusImmutableUnlessStopped"));
        await session.AcceptAsync("stop?force=true");
        session.Advance(10);
        Assert.That((await session.SendAsync("DELETE", "/v0/pipelines/p")).ErrorCode, Is.EqualTo("DeleteRestrictedToClearedStorage"));
        await session.AcceptAsync("clear");
        Assert.That((await session.PostAsync("start")).ErrorCode, Is.EqualTo("CannotStartWhileClearingStorage"));
        session.Advance(10);
        Assert.That((string?)(await session.StatusAsync())["storage_status"], Is.EqualTo("Cleared"));
        Assert.That((await session.SendAsync("DELETE", "/v0/pipelines/p")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await session.SendAsync("DELETE", "/v0/pipelines/p")).ErrorCode, Is.EqualTo("UnknownPipelineName"));
    }
}
