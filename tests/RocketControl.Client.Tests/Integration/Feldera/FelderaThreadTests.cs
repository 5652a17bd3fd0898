using RocketControl.Client.Emulator;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Integration.Feldera;

/// <summary>What users of Feldera have run into (Feldera protocol §16), and what must not happen to ours.</summary>
[TestFixture]
internal sealed class FelderaThreadTests : FelderaEmulatorTests
{
    private static readonly TerminateOptions Gently = new() { WaitForCompletion = true };

    [Test]
    public async Task An_open_transaction_that_keeps_a_graceful_end_from_coming_is_overcome_by_escalation()
    {
        var run = await StartRunAsync();
        await Transport.StartTransactionAsync(run).Soon();
        await Transport.PauseAndWaitAsync(run).Soon();

        var end = await Client.TerminateAsync(run, Gently with { EscalateAfter = TimeSpan.FromMilliseconds(700) }).Soon();

        Assert.That((end.Outcome, end.EffectiveMode, end.FinalStatus!.State), Is.EqualTo((TerminateOutcome.Completed, TerminateMode.Force, RunState.Cancelled)));
    }

    [Test]
    public async Task A_run_that_is_suspending_can_still_be_ended_by_force()
    {
        var run = await StartRunAsync();
        await Transport.StartTransactionAsync(run).Soon();
        await Client.TerminateAsync(run).Soon();

        var end = await Client.TerminateAsync(run, Gently with { Mode = TerminateMode.Force }).Soon();

        Assert.That(end.FinalStatus!.State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_suspension_that_failed_does_not_look_like_a_success()
    {
        var run = await StartRunAsync();
        Server.Faults.Pipelines.FailNextSuspend("storage is required");

        var exception = await Client.TerminateAsync(run, Gently).FailsWith<RunTerminationFailedException>();

        Assert.That(exception.Message, Does.Contain("storage is required"));
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Failed));
    }

    [Test]
    public async Task Repeated_ends_are_accepted()
    {
        var run = await StartRunAsync();
        for (var time = 0; time < 3; time++)
            await Client.TerminateAsync(run).Soon();

        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_panic_ends_the_waiting()
    {
        var run = await StartRunAsync();
        var wait = Client.WaitAsync(run);

        Server.Faults.Pipelines.PanicWorker("p", "index out of bounds");

        var status = await wait.Soon();
        Assert.That((status.State, status.Error), Is.EqualTo((RunState.Failed, "RuntimeError.WorkerPanic: index out of bounds")));
    }

    [Test]
    public async Task The_error_of_an_earlier_run_does_not_spoil_the_next()
    {
        var run = await StartRunAsync();
        Server.Faults.Pipelines.PanicWorker("p");
        await Client.WaitAsync(run).Soon();

        var again = await Client.UseAsync(FelderaPipeline.Existing("p")).Soon();

        Assert.That((await Client.GetTaskStatusAsync(again).Soon()).State, Is.EqualTo(RunState.Running));
        Assert.That((await Client.TerminateAsync(again, Gently).Soon()).Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [Test]
    public async Task An_error_that_nobody_dismissed_makes_a_start_fail_with_advice()
    {
        var run = await StartRunAsync();
        Server.Faults.Pipelines.PanicWorker("p");
        await Client.WaitAsync(run).Soon();

        var exception = await Transport.StartAsync("p", new FelderaStartOptions { DismissError = false }).FailsWith<RunInvalidStateException>();

        Assert.That(exception.Message, Does.Contain("DismissErrorAsync"));
        await Transport.DismissErrorAsync("p").Soon();
        await Transport.StartAsync("p", new FelderaStartOptions { DismissError = false }).Soon();
    }

    [Test]
    public async Task Provisioning_that_fails_ends_the_waiting_for_a_start()
    {
        await Transport.CreatePipelineAsync(Pipeline).Soon();
        Server.Faults.Pipelines.FailNextProvisioning("no room");

        var exception = await Client.UseAsync(FelderaPipeline.Existing("p")).FailsWith<RunStartFailedException>();

        Assert.That(exception.Message, Does.Contain("no room"));
    }

    [Test]
    public async Task A_second_start_is_accepted()
    {
        var run = await StartRunAsync();

        Assert.That((await Client.UseAsync(FelderaPipeline.Existing("p")).Soon()).Instance, Is.EqualTo(run.Instance));
    }

    [Test]
    public async Task A_start_does_not_wait_for_the_compiler_on_request()
    {
        using var held = Server.Faults.Pipelines.HoldCompilations();
        await Transport.CreatePipelineAsync(Pipeline, wait: false).Soon();

        var early = await Transport.StartAsync("p", new FelderaStartOptions { WaitForCompilation = false, WaitForStart = false }).Soon();
        Assert.That(early.State, Is.EqualTo(RunState.Pending), "it looks stopped, but it is to run");
        held.Release();

        Assert.That((await Transport.StartAsync("p").Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_program_that_does_not_compile_is_told()
    {
        await Client.UseAsync(new FelderaPipeline("p", Sql + " -- SQL_ERROR")).FailsWith<PipelineInvalidException>();
        await Client.UseAsync(new FelderaPipeline("q", Sql + " -- RUST_ERROR")).FailsWith<PipelineInvalidException>();
    }

    [TestCase("Coordination")]
    [TestCase("Meditating")]
    public async Task A_state_that_is_new_does_not_break_the_waiting(string status)
    {
        Server.Faults.Pipelines.DetourNextStart(status);

        var run = await StartRunAsync();

        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task An_upload_whose_connection_broke_is_not_sent_again()
    {
        var run = await StartRunAsync();
        Server.Faults.On("POST", "/v0/pipelines/p/ingress").Once().DropAfterExecuting();

        var exception = await Transport.IngestAsync(run, "items", """{"id":1,"name":"a"}""").FailsWith<RunConnectionLostException>();

        Assert.That(exception.OutcomeUnknown, Is.True);
        await Transport.WaitForIdleAsync(run, TimeSpan.FromMilliseconds(100)).Soon();
        Assert.That(await IdsAsync().Soon(), Is.EqualTo(new[] { 1 }), "once, not twice");
    }

    [TestCase("POST", "/v0/pipelines/p/checkpoint")]
    [TestCase("POST", "/v0/pipelines/p/start_transaction")]
    public async Task What_would_have_its_effect_twice_is_not_repeated_by_any_layer(string method, string path)
    {
        var run = await StartRunAsync();
        Server.Faults.On(method, path).Once().DropAfterExecuting();

        var call = path.EndsWith("checkpoint", StringComparison.Ordinal) ? Transport.RequestCheckpointAsync(run) : (Task)Transport.StartTransactionAsync(run);

        Assert.That((await call.FailsWith<RunConnectionLostException>()).OutcomeUnknown, Is.True);
        Assert.That(CountRequests(method, path), Is.EqualTo(1));
    }

    [TestCase(ConnectionDrop.Reset)]
    [TestCase(ConnectionDrop.Finish)]
    public async Task An_end_whose_answer_was_lost_is_asked_for_again(ConnectionDrop drop)
    {
        var run = await StartRunAsync();
        Server.Faults.On("POST", "/v0/pipelines/p/stop").Once().DropAfterExecuting(drop);

        Assert.That((await Client.TerminateAsync(run, Gently).Soon()).Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [TestCase(ConnectionDrop.Reset)]
    [TestCase(ConnectionDrop.Finish)]
    public async Task Lost_connections_while_looking_do_not_end_the_waiting(ConnectionDrop drop)
    {
        var run = await StartRunAsync();
        Server.Faults.On("GET", "/v0/pipelines/p").Skip(1).Times(6).DropAfterExecuting(drop);

        Assert.That((await Client.TerminateAsync(run, Gently).Soon()).Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [TestCase(502)]
    [TestCase(503)]
    public async Task A_proxy_s_error_page_while_the_server_is_upgraded_is_waited_out(int status)
    {
        var run = await StartRunAsync();
        Server.Faults.On("GET", "/v0/pipelines/p").Skip(1).Times(5).AnswerAsProxy(status);

        Assert.That((await Client.TerminateAsync(run, Gently).Soon()).Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [Test]
    public async Task A_process_that_is_not_reached_any_more_is_only_ended_by_force()
    {
        var run = await StartRunAsync();
        Server.Faults.Pipelines.SetReachable("p", false);

        await Client.TerminateAsync(run).FailsWith<RunUnavailableException>();
        var end = await Client.TerminateAsync(run, Gently with { Mode = TerminateMode.Force }).Soon();

        Assert.That(end.FinalStatus!.State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_token_of_a_process_that_was_replaced_does_not_hang()
    {
        var run = await StartRunAsync();
        var token = await Transport.IngestAsync(run, "items", """{"id":1,"name":"a"}""").Soon();
        Server.Faults.Pipelines.RestartProcess("p");

        await token.WaitAsync().FailsWith<RunGoneException>();
    }

    [Test]
    public async Task Deletion_while_somebody_waits_ends_the_waiting()
    {
        await Transport.CreatePipelineAsync(Pipeline).Soon();
        await Transport.DeletePipelineAsync("p", onlyIfAtRest: true).Soon();

        await Client.WaitAsync("p").FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task Creating_a_client_asks_the_server_nothing()
    {
        await using var client = RunControlClient.ForFeldera(Options);

        Assert.That(client.Capabilities.Backend, Is.EqualTo(RunBackend.Feldera));
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }
}
