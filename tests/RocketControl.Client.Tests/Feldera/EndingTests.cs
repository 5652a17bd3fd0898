using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Ending runs: the table of Feldera protocol §7, and the proof of the end (run model §5).</summary>
[TestFixture]
internal sealed class EndingTests : FelderaTests
{
    private const string Checkpoint = "POST v0/pipelines/p/checkpoint";
    private const string CheckpointStatus = "GET v0/pipelines/p/checkpoint_status";

    [TestCase(TerminateMode.Default, Gentle, TerminateMode.Graceful)]
    [TestCase(TerminateMode.Graceful, Gentle, TerminateMode.Graceful)]
    [TestCase(TerminateMode.Force, Force, TerminateMode.Force)]
    public async Task An_end_is_accepted_in_the_mode_that_was_asked_for(TerminateMode mode, string request, TerminateMode effective)
    {
        Server.On(Status, Pipeline()).On(Stop, "\"ok\"", 202);

        var result = await TerminateAsync(new() { Mode = mode });

        Assert.That((result.Outcome, result.RequestedMode, result.EffectiveMode), Is.EqualTo((TerminateOutcome.Accepted, mode, effective)));
        Assert.That(Server.Targets[^1], Is.EqualTo(request));
    }

    [Test]
    public async Task An_accepted_end_is_not_a_completed_one()
    {
        Server.On(Stop, "\"ok\"", 202)
            .On(Status, Pipeline()).On(Status, Pipeline()).On(Status, Pipeline("Running", "Suspended")).On(Status, Pipeline("Stopping", "Stopped")).On(Status, AtRest());

        var result = await TerminateAsync(new() { WaitForCompletion = true });

        Assert.That((result.Outcome, result.FinalStatus!.State), Is.EqualTo((TerminateOutcome.Completed, RunState.Cancelled)));
        Assert.That(Server.Count(Status), Is.EqualTo(5));
    }

    [Test]
    public async Task An_edition_without_saved_states_is_told_apart_and_nothing_falls_back_silently()
    {
        Server.On(Status, Pipeline()).On(Gentle, Error("EnterpriseFeature"), 501);

        var exception = await FailureAsync<RunNotSupportedException>(TerminateAsync(new()));

        Assert.That(exception.Message, Does.Contain("TerminateMode.Force"));
        Assert.That(Server.Count(Force), Is.Zero);
        Server.On(StatsAddress, Stats());
        Assert.That((await Transport.GetStatusAsync(Run, CancellationToken.None).Soon()).State, Is.EqualTo(RunState.Running), "a refused end is no end");
    }

    [TestCase(TerminateMode.Graceful)]
    [TestCase(TerminateMode.Checkpoint)]
    public async Task It_falls_back_to_force_on_request_and_says_so(TerminateMode mode)
    {
        Server.On(Status, Pipeline()).On(Gentle, Error("EnterpriseFeature"), 501).On(Checkpoint, Error("EnterpriseFeature"), 501).On(Force, "\"ok\"", 202);

        var result = await TerminateAsync(new() { Mode = mode, AllowFallback = true });

        Assert.That((result.RequestedMode, result.EffectiveMode), Is.EqualTo((mode, TerminateMode.Force)));
        Assert.That(result.Message, Does.Contain("force"));
    }

    [TestCase(TerminateMode.Graceful)]
    [TestCase(TerminateMode.Force)]
    public async Task What_is_at_rest_was_over_already_whatever_the_edition(TerminateMode mode)
    {
        Server.On(Status, AtRest());

        var result = await TerminateAsync(new() { Mode = mode });

        Assert.That((result.Outcome, result.FinalStatus!.State), Is.EqualTo((TerminateOutcome.AlreadyTerminated, RunState.Stopped)));
        Assert.That(Server.Received, Has.Count.EqualTo(1));
        await FailureAsync<RunAlreadyTerminatedException>(TerminateAsync(new() { Mode = mode, TreatAlreadyTerminatedAsSuccess = false }));
    }

    [TestCase("Stopped", "Running", null)]
    [TestCase("Provisioning", "Running", "d1")]
    [TestCase("Paused", "Paused", "d1")]
    [TestCase("Standby", "Standby", "d1")]
    [TestCase("Initializing", "Running", "d1")]
    [TestCase("AwaitingApproval", "Running", "d1")]
    [TestCase("Replaying", "Running", "d1")]
    [TestCase("Running", "Suspended", "d1")]
    [TestCase("Unavailable", "Running", "d1")]
    [TestCase("Stopping", "Stopped", null)]
    public async Task Force_ends_a_run_in_any_state(string status, string desired, string? id)
    {
        Server.On(Status, Pipeline(status, desired, id)).On(Status, AtRest()).On(Force, "\"ok\"", 202);

        var result = await TerminateAsync(new() { Mode = TerminateMode.Force, WaitForCompletion = true });

        Assert.That((result.Outcome, result.FinalStatus!.State), Is.EqualTo((TerminateOutcome.Completed, RunState.Cancelled)));
    }

    [Test]
    public async Task A_run_that_stands_by_cannot_end_gracefully()
    {
        Server.On(Status, Pipeline("Standby")).On(Gentle, Error("InvalidTransition", "m", """{"from":"Standby","to":"Suspended"}"""), 400);

        var exception = await FailureAsync<RunInvalidStateException>(TerminateAsync(new()));

        Assert.That(exception.CurrentState, Is.EqualTo("Standby"));
        Assert.That(exception.Message, Does.Contain("TerminateMode.Force"));
    }

    [TestCase("PipelineUnavailable")]
    [TestCase("PipelineInteractionUnreachable")]
    public async Task A_process_that_cannot_be_reached_cannot_end_gracefully(string code)
    {
        Server.On(Status, Pipeline("Unavailable", "Running")).On(Gentle, Error(code), 503);

        await FailureAsync<RunUnavailableException>(TerminateAsync(new()));

        Assert.That(Server.Count(Gentle), Is.EqualTo(3), "asking again is safe");
        Assert.That(Server.Count(Force), Is.Zero);
    }

    [Test]
    public async Task An_unknown_pipeline_is_not_found()
    {
        Server.On(Status, Error("UnknownPipelineName"), 404);

        await FailureAsync<RunNotFoundException>(TerminateAsync(new()));
    }

    [Test]
    public async Task A_graceful_end_that_failed_behind_its_acceptance_is_no_success()
    {
        Server.On(Status, Pipeline()).On(Status, AtRest(Error("SuspendError", "storage is required"))).On(Gentle, "\"ok\"", 202);

        var exception = await FailureAsync<RunTerminationFailedException>(TerminateAsync(new() { WaitForCompletion = true }));

        Assert.That((exception.Code, exception.LastStatus!.State), Is.EqualTo(("SuspendError", RunState.Failed)));
        Assert.That(exception.Message, Does.Contain("storage is required"));
    }

    [Test]
    public async Task An_error_that_was_there_before_is_not_taken_for_a_failed_end()
    {
        var old = Error("RuntimeError.WorkerPanic", "long ago");
        Server.On(Status, Pipeline(error: old)).On(Status, AtRest(old)).On(Gentle, "\"ok\"", 202);

        var result = await TerminateAsync(new() { WaitForCompletion = true });

        Assert.That((result.Outcome, result.FinalStatus!.State), Is.EqualTo((TerminateOutcome.Completed, RunState.Cancelled)));
    }

    [Test]
    public async Task A_graceful_end_that_hangs_is_replaced_by_force_on_request()
    {
        Server.On(Status, Pipeline()).On(Gentle, "\"ok\"", 202);
        for (var look = 0; look < 8; look++)
            Server.On(Status, Pipeline("Paused", "Suspended"));
        Server.On(Force, (_, _) =>
        {
            Server.On(Status, AtRest());
            return Task.FromResult(ScriptedHttp.Json("\"ok\"", 202));
        });

        var result = await TerminateAsync(new() { WaitForCompletion = true, EscalateAfter = TimeSpan.FromSeconds(10) });

        Assert.That((result.Outcome, result.RequestedMode, result.EffectiveMode), Is.EqualTo((TerminateOutcome.Completed, TerminateMode.Default, TerminateMode.Force)));
        Assert.That(result.Message, Does.Contain("10 s"));
    }

    [Test]
    public async Task A_graceful_end_that_cannot_even_be_asked_for_is_replaced_by_force_when_its_time_is_over()
    {
        Server.On(Status, Pipeline("Standby")).On(Status, AtRest()).On(Gentle, Error("InvalidTransition"), 400).On(Force, "\"ok\"", 202);

        var result = await TerminateAsync(new() { WaitForCompletion = true, EscalateAfter = TimeSpan.FromSeconds(5) });

        Assert.That(result.EffectiveMode, Is.EqualTo(TerminateMode.Force));
        Assert.That(Server.Count(Gentle), Is.GreaterThan(1));
    }

    [Test]
    public async Task A_graceful_end_that_hangs_ends_with_the_deadline_without_leave_to_escalate()
    {
        Server.On(Status, Pipeline()).On(Status, Pipeline("Running", "Suspended")).On(Gentle, "\"ok\"", 202);

        var exception = await FailureAsync<RunTimeoutException>(TerminateAsync(new() { WaitForCompletion = true }));

        Assert.That(exception.Timeout, Is.EqualTo(TimeSpan.FromSeconds(180)).Within(TimeSpan.FromSeconds(1)), "the default for a graceful end");
        Assert.That(exception.LastStatus!.State, Is.EqualTo(RunState.Stopping));
        Assert.That(Server.Count(Force), Is.Zero);
    }

    [Test]
    public async Task The_server_gets_longer_than_its_own_limit_to_accept_a_graceful_end()
    {
        Server.On(Status, Pipeline()).OnSilent(Gentle);

        var call = TerminateAsync(new());
        await Time.WhenArmedAsync(TimeSpan.FromSeconds(130));
        Time.Advance(TimeSpan.FromSeconds(121));
        Assert.That(call.IsCompleted, Is.False, "the server itself needs up to 120 seconds");
        Time.Advance(TimeSpan.FromSeconds(9));

        Assert.That((await call.FailureAsync<RunTimeoutException>()).OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_run_that_is_deleted_meanwhile_is_over()
    {
        Server.On(Status, Pipeline()).On(Status, Error("UnknownPipelineName"), 404).On(Force, "\"ok\"", 202);

        var result = await TerminateAsync(new() { Mode = TerminateMode.Force, WaitForCompletion = true });

        Assert.That((result.FinalStatus!.State, result.FinalStatus.Detail), Is.EqualTo((RunState.Stopped, "deleted")));
    }

    [Test]
    public async Task A_run_that_is_started_again_at_once_is_over_all_the_same()
    {
        Server.On(Status, Pipeline()).On(Status, Pipeline(id: "d2")).On(Force, "\"ok\"", 202);

        var result = await TerminateAsync(new() { Mode = TerminateMode.Force, WaitForCompletion = true });

        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Completed));
        Assert.That(result.FinalStatus!.Detail, Does.Contain("started again"));
    }

    [Test]
    public async Task A_run_is_over_when_its_successor_is_still_to_start()
    {
        Server.On(Status, Pipeline()).On(Status, Pipeline("Stopped", "Running", id: null)).On(Force, "\"ok\"", 202);

        var result = await TerminateAsync(new() { Mode = TerminateMode.Force, WaitForCompletion = true });

        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Completed));
        Assert.That(result.FinalStatus!.Detail, Does.Contain("started again"));
    }

    [Test]
    public async Task A_successor_that_is_still_to_start_is_left_alone_on_request()
    {
        Server.On(Status, Pipeline("Stopped", "Running", id: null)).On(Stop, "\"ok\"", 202);

        var exception = await FailureAsync<RunGoneException>(
            Transport.TerminateAsync(Run with { Instance = "d1" }, new() { Mode = TerminateMode.Force, VerifyInstance = true }, CancellationToken.None));

        Assert.That(exception.CurrentInstance, Is.Null);
        Assert.That(Server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_run_under_the_same_name_is_left_alone_on_request()
    {
        Server.On(Status, Pipeline(id: "d2")).On(Stop, "\"ok\"", 202);

        var exception = await FailureAsync<RunGoneException>(
            Transport.TerminateAsync(Run with { Instance = "d1" }, new() { Mode = TerminateMode.Force, VerifyInstance = true }, CancellationToken.None));

        Assert.That(exception.CurrentInstance, Is.EqualTo("d2"));
        Assert.That(Server.Received, Has.Count.EqualTo(1));
        await FailureAsync<RunInvalidArgumentException>(TerminateAsync(new() { Mode = TerminateMode.Force, VerifyInstance = true }));
    }

    [Test]
    public async Task Cancelling_stops_the_waiting_and_takes_nothing_back()
    {
        using var cancelled = new CancellationTokenSource();
        Server.On(Status, Pipeline()).On(Force, "\"ok\"", 202);

        var call = Transport.TerminateAsync(Run, new() { Mode = TerminateMode.Force, WaitForCompletion = true }, cancelled.Token);
        await Server.WhenReceivedAsync(Status);
        await Time.WhenArmedAsync(due => due < TimeSpan.FromSeconds(1));
        await cancelled.CancelAsync();

        await call.FailureAsync<OperationCanceledException>();
        Assert.That(Server.Targets.Where(target => target.StartsWith("POST", StringComparison.Ordinal)), Is.EqualTo(new[] { Force }));
    }

    [Test]
    public async Task A_checkpoint_is_waited_for_before_force_is_used()
    {
        Server.On(Status, Pipeline()).On(Checkpoint, """{"checkpoint_sequence_number":5,"incarnation_uuid":"i1"}""").On(Force, "\"ok\"", 202)
            .On(CheckpointStatus, """{"success":4,"failure":null}""").On(CheckpointStatus, """{"success":5}""");

        var result = await TerminateAsync(new() { Mode = TerminateMode.Checkpoint });

        Assert.That(result.EffectiveMode, Is.EqualTo(TerminateMode.Checkpoint));
        Assert.That(Server.Targets, Is.EqualTo(new[]
        {
            Status + "?selector=status", Checkpoint, CheckpointStatus + "?incarnation_uuid=i1", CheckpointStatus + "?incarnation_uuid=i1", Force,
        }));
    }

    [Test]
    public async Task A_checkpoint_that_fails_leaves_the_run_alive()
    {
        Server.On(Status, Pipeline()).On(Checkpoint, """{"checkpoint_sequence_number":5}""").On(StatsAddress, Stats())
            .On(CheckpointStatus, """{"success":4,"failure":{"sequence_number":5,"error":"disk full","failed_at":"2026-03-14T09:00:00Z"}}""");

        var exception = await FailureAsync<RunTerminationFailedException>(TerminateAsync(new() { Mode = TerminateMode.Checkpoint }));

        Assert.That(exception.Message, Does.Contain("disk full").And.Contain("goes on"));
        Assert.That(Server.Count(Force), Is.Zero);
        Assert.That((await Transport.GetStatusAsync(Run, CancellationToken.None).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_failure_of_an_earlier_checkpoint_is_not_ours()
    {
        Server.On(Checkpoint, """{"checkpoint_sequence_number":5}""")
            .On(CheckpointStatus, """{"success":3,"failure":{"sequence_number":4,"error":"old"}}""")
            .On(CheckpointStatus, """{"success":5,"failure":{"sequence_number":4,"error":"old"}}""");

        Assert.That((await PassAsync(Transport.CheckpointAsync("p"))).Number, Is.EqualTo(5));
    }

    [Test]
    public async Task A_checkpoint_is_asked_for_again_when_the_process_was_replaced()
    {
        Server.On(Checkpoint, """{"checkpoint_sequence_number":5,"incarnation_uuid":"i1"}""")
            .On(Checkpoint, """{"checkpoint_sequence_number":1,"incarnation_uuid":"i2"}""")
            .On(CheckpointStatus, Error("IncarnationUuidMismatch"), 400).On(CheckpointStatus, """{"success":1}""");

        Assert.That((await PassAsync(Transport.CheckpointAsync("p"))).Incarnation, Is.EqualTo("i2"));
    }

    [Test]
    public async Task A_few_failures_to_look_do_not_end_the_waiting()
    {
        Server.On(Force, "\"ok\"", 202).On(Status, Pipeline());
        for (var look = 0; look < 6; look++)
            Server.On(Status, Error("LockTookTooLong"), 503);
        Server.On(Status, AtRest());

        Assert.That((await TerminateAsync(new() { Mode = TerminateMode.Force, WaitForCompletion = true })).Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [Test]
    public async Task A_pipeline_is_deleted_in_the_order_that_the_server_demands()
    {
        Server.On(Status, Pipeline()).On(Status, Pipeline("Stopping", "Stopped")).On(Status, AtRest())
            .On(Status, AtRest().Replace("InUse", "Clearing", StringComparison.Ordinal)).On(Status, AtRest().Replace("InUse", "Cleared", StringComparison.Ordinal))
            .On(Force, "\"ok\"", 202).On("POST v0/pipelines/p/clear", "\"ok\"", 202).On("DELETE v0/pipelines/p", "", null, 200);

        await PassAsync(Transport.DeletePipelineAsync("p"));

        Assert.That(
            Server.Targets.Where(target => !target.StartsWith("GET", StringComparison.Ordinal)),
            Is.EqualTo(new[] { Force, "POST v0/pipelines/p/clear", "DELETE v0/pipelines/p" }));
        Assert.That(Server.Count(Status), Is.EqualTo(5));
    }

    private Task<TerminateResult> TerminateAsync(TerminateOptions options) => PassAsync(Transport.TerminateAsync(Run, options, CancellationToken.None));
}
