using System.Net;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Processes;

namespace RocketControl.Client.Tests.Processes;

[TestFixture]
internal sealed class TerminationTests
{
    private const string Terminate = $"POST terminate/{ProcessScene.Id}";
    private const string Status = $"GET status/{ProcessScene.Id}";
    private const string Signalled =
        """{"success":true,"pid":12345,"status":"terminated","message":"Process terminated successfully","timestamp":"2024-01-01T12:05:00.123456"}""";

    private const string Ended = """{"success":true,"message":"Process 12345 terminated successfully"}""";
    private const string Already = """{"error":"Process already terminated: PID 12345"}""";
    private const string Ambiguous = """{"success":false,"error":"Failed to terminate process 12345 or process not found"}""";
    private const string Forgotten = """{"success":false,"error":"Process 12345 not found"}""";

    [Test]
    public async Task The_documented_dialect_has_only_signalled()
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, Signalled);

        var result = await scene.Client.TerminateAsync(ProcessScene.Id).Soon();
        var status = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        Assert.That((result.Outcome, result.EffectiveMode), Is.EqualTo((TerminateOutcome.Accepted, TerminateMode.Graceful)));
        Assert.That(result.Message, Is.EqualTo("Process terminated successfully"));
        Assert.That((status.State, status.IsStale), Is.EqualTo((RunState.Stopping, true)));
    }

    /// <summary>The server's time has no zone, so it says nothing; this client's own clock does.</summary>
    [TestCase("2024-01-01T12:05:00.123456")]
    [TestCase("nonsense")]
    public async Task A_timestamp_without_a_zone_is_not_taken_for_a_moment(string timestamp)
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, Signalled.Replace("2024-01-01T12:05:00.123456", timestamp));

        var result = await scene.Client.TerminateAsync(ProcessScene.Id).Soon();

        Assert.That((result.AcceptedAt, result.CompletedAt), Is.EqualTo((scene.Time.GetUtcNow(), (DateTimeOffset?)null)));
    }

    [Test]
    public async Task A_wait_for_what_cannot_be_seen_ends_at_once_and_says_so()
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, Signalled);

        var result = await scene.Client.TerminateAsync(ProcessScene.Id, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That((result.Outcome, result.CompletionUnknown), Is.EqualTo((TerminateOutcome.Accepted, true)));
    }

    [Test]
    public async Task A_record_that_says_terminated_at_once_proves_nothing()
    {
        await using var scene = new ProcessScene().On(Terminate, Signalled)
            .On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("running", "terminated")));

        var result = await scene.Client.TerminateAsync(ProcessScene.Id, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That((result.Outcome, result.CompletionUnknown, result.FinalStatus?.RawState), Is.EqualTo((TerminateOutcome.Accepted, true, "terminated")));
    }

    [Test]
    public async Task A_process_that_is_not_listed_any_more_is_gone()
    {
        await using var scene = new ProcessScene().On(Terminate, Signalled).On(Status, Forgotten, 404);

        var result = await scene.Client.TerminateAsync(ProcessScene.Id, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That((result.Outcome, result.FinalStatus?.State), Is.EqualTo((TerminateOutcome.Completed, RunState.Cancelled)));
    }

    [Test]
    public async Task The_other_dialect_returns_when_the_process_is_gone([Values(TerminateMode.Default, TerminateMode.Force)] TerminateMode mode)
    {
        await using var scene = new ProcessScene().On(Terminate, Ended);

        var result = await scene.Client.TerminateAsync(ProcessScene.Id, new TerminateOptions { Mode = mode }).Soon();

        Assert.That((result.Outcome, result.RequestedMode, result.EffectiveMode), Is.EqualTo((TerminateOutcome.Completed, mode, TerminateMode.GracefulThenForce)));
        Assert.That(result.FinalStatus?.State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task Force_after_a_gentle_end_has_no_effect_and_the_result_says_so()
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, Signalled).On(Terminate, Already, 400);
        await scene.Client.TerminateAsync(ProcessScene.Id).Soon();

        var result = await scene.Client.TerminateAsync(ProcessScene.Id, new TerminateOptions { Mode = TerminateMode.Force }).Soon();

        Assert.That(
            (result.Outcome, result.RequestedMode, result.EffectiveMode, result.CompletionUnknown),
            Is.EqualTo((TerminateOutcome.AlreadyTerminated, TerminateMode.Force, TerminateMode.Graceful, true)));
    }

    [Test]
    public async Task Already_terminated_is_a_failure_on_request()
    {
        await using var scene = new ProcessScene().WithoutSiblings().On(Terminate, Already, 400);

        await scene.Client.TerminateAsync(ProcessScene.Id, new TerminateOptions { TreatAlreadyTerminatedAsSuccess = false })
            .FailsWith<RunAlreadyTerminatedException>();
    }

    [Test]
    public async Task A_paused_process_that_counts_as_terminated_is_to_be_resumed_first()
    {
        await using var scene = new ProcessScene().On(Terminate, Already, 400)
            .On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("running", "paused")));

        var failure = await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunInvalidStateException>();

        Assert.That((failure.CurrentState, failure.Hint), Is.EqualTo(("paused", "Resume it first.")));
    }

    [Test]
    public async Task A_paused_process_that_was_not_ended_is_not_taken_for_one_that_was()
    {
        await using var scene = new ProcessScene().On(Terminate, Already, 400)
            .On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("running", "paused"))).On(Status, ProcessScene.Status()).On(Status, Forgotten, 404);
        await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunInvalidStateException>();

        var resumed = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();
        var ended = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        Assert.That((resumed.State, ended.State), Is.EqualTo((RunState.Running, RunState.Completed)));
    }

    /// <summary>Only what had its signal has terminated when the request comes a second time; what is paused was refused the first time already.</summary>
    [Test]
    public async Task A_lost_answer_does_not_end_a_paused_process()
    {
        await using var scene = new ProcessScene(options => options with { MaxRetries = 1 }).On(Terminate, "{}", 502).On(Terminate, Already, 400)
            .On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("running", "paused")));

        var terminating = scene.Client.TerminateAsync(ProcessScene.Id);
        await scene.Time.PassUntilEndedAsync(terminating, TimeSpan.FromSeconds(1));

        await terminating.FailsWith<RunInvalidStateException>();
    }

    [Test]
    public async Task An_end_counts_for_the_process_that_has_the_pid_now()
    {
        await using var scene = new ProcessScene().On(Terminate, Ended)
            .On(Status, ProcessScene.Status()).On(Status, Forgotten, 404).On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("1704110400.25", "1704119999.5")));
        await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();
        var first = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        var second = await scene.Client.TerminateAsync(new ProcessIdentity("python train.py", 1704119999.5).ToRun(ProcessScene.Pid)).Soon();

        Assert.That((first.State, second.FinalStatus?.State), Is.EqualTo((RunState.Completed, RunState.Cancelled)));
    }

    [Test]
    public async Task An_ambiguous_404_means_ended_when_the_process_was_seen()
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status()).On(Status, Forgotten, 404).On(Terminate, Ambiguous, 404);
        await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        var result = await scene.Client.TerminateAsync(ProcessScene.Id).Soon();

        Assert.That((result.Outcome, result.FinalStatus?.State), Is.EqualTo((TerminateOutcome.AlreadyTerminated, RunState.Completed)));
    }

    [Test]
    public async Task An_ambiguous_404_means_failure_when_the_process_is_still_listed()
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status()).On(Terminate, Ambiguous, 404);

        var failure = await scene.Client.TerminateAsync(ProcessScene.Id).FailsWith<RunTerminationFailedException>();

        Assert.That(failure.HttpStatus, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon()).State, Is.EqualTo(RunState.Running), "nothing is stopping");
    }

    [Test]
    public async Task A_process_with_another_command_is_not_touched()
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status());

        var failure = await scene.Client.TerminateAsync(new ProcessIdentity("python serve.py").ToRun(ProcessScene.Pid)).FailsWith<RunGoneException>();

        Assert.That(failure.CurrentInstance, Does.Contain("python train.py"));
        Assert.That(scene.Count(Terminate), Is.Zero);
    }

    [Test]
    public async Task A_process_with_the_expected_command_is_ended()
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status()).On(Terminate, Ended);

        var result = await scene.Client.TerminateAsync(
            new ProcessIdentity("python train.py").ToRun(ProcessScene.Pid), new TerminateOptions { VerifyInstance = true }).Soon();

        Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [Test]
    public async Task A_verification_that_is_wanted_and_impossible_ends_nothing()
    {
        await using var scene = new ProcessScene().WithoutSiblings();
        var verify = new TerminateOptions { VerifyInstance = true };

        await scene.Client.TerminateAsync(ProcessScene.Id, verify).FailsWith<RunInvalidArgumentException>();
        await scene.Client.TerminateAsync(new ProcessIdentity("python train.py").ToRun(ProcessScene.Pid), verify).FailsWith<RunNotSupportedException>();

        Assert.That(scene.Count(Terminate), Is.Zero);
    }

    [TestCase("python train.py", null, "python train.py", 5.0, true)]
    [TestCase("a", 5.0, "a", 6.0, false)]
    [TestCase("a", 5.0, "b", 5.0, false)]
    public void An_identity_is_compared_by_what_both_know(string command, double? time, string otherCommand, double? otherTime, bool same) =>
        Assert.That(new ProcessIdentity(command, time).MayBe(new ProcessIdentity(otherCommand, otherTime)), Is.EqualTo(same));

    [Test]
    public void A_command_that_the_dashboard_cut_off_is_the_same_command()
    {
        var whole = new string('c', 70);

        Assert.That(new ProcessIdentity(whole[..60] + "...").MayBe(new ProcessIdentity(whole)));
        Assert.That(ProcessIdentity.Parse(new ProcessIdentity("a|b", 1.5).ToInstance()), Is.EqualTo(new ProcessIdentity("a|b", 1.5)));
    }
}
