using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.VectorShift;

/// <summary>Deadlines, callers who give up, and runs that come up after all.</summary>
[TestFixture]
internal sealed class PatienceTests : VectorShiftTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();

    protected override VectorShiftOptions ClientOptions => base.ClientOptions with { TimeProvider = _time, LoggerFactory = _log };

    [Test]
    public async Task A_run_that_names_itself_after_its_caller_gave_up_is_remembered_and_logged()
    {
        using var patience = new CancellationTokenSource();
        var answer = Server.Faults.On("POST", Route("endless", "run")).HoldReply();
        var starting = Client.UseAsync(Pipeline("endless"), patience.Token);
        await answer.Reached.Soon();

        await patience.CancelAsync();
        await starting.IsCancelledBy(patience.Token);
        answer.Release();
        await _log.WhenLoggedAsync(RunControlEventIds.VectorShiftLateStart);

        var run = new Run(RunBackend.VectorShift, $"endless/{Server.Runs.Single().Id}");
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
        Assert.That((await Client.TerminateAsync(run).Soon()).Outcome, Is.EqualTo(TerminateOutcome.Accepted));
    }

    [Test]
    public async Task A_run_that_does_not_name_itself_in_time_may_be_under_way()
    {
        var answer = Server.Faults.On("POST", Route("endless", "run")).HoldReply();
        var starting = Client.UseAsync(Pipeline("endless"));
        await answer.Reached.Soon();

        await _time.PassAsync(ClientOptions.UseTimeout);

        var exception = await starting.FailsWith<RunTimeoutException>();
        Assert.That(exception.OutcomeUnknown, Is.True);
        Assert.That(exception.Timeout, Is.EqualTo(ClientOptions.UseTimeout));
    }

    [Test]
    public async Task A_start_whose_request_had_not_left_is_taken_back_with_its_caller()
    {
        using var patience = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        var key = new TaskCompletionSource<string>();
        var transport = NewTransport(ClientOptions with
        {
            Credential = RunCredential.FromDelegate(async _ =>
            {
                asked.SetResult();
                return await key.Task;
            }),
        });
        var starting = transport.UseAsync(Pipeline("endless"), new UseOptions(), patience.Token);
        await asked.Task.Soon();

        await patience.CancelAsync();
        await starting.IsCancelledBy(patience.Token);
        key.SetResult(Server.ApiKey);
        await transport.DisposeAsync().Soon();

        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task A_stream_that_falls_silent_is_given_up_and_the_run_is_not()
    {
        var run = await StartAsync();
        var waiting = Client.WaitAsync(run, new WaitOptions { Timeout = TimeSpan.FromHours(3) });

        await _time.PassAsync(ClientOptions.StreamIdleTimeout);

        Assert.That((await waiting.FailsWith<RunConnectionLostException>()).Message, Does.Contain("3600 s"));
        Assert.That(Server.Runs.Single().State, Is.EqualTo(VectorShiftEmulatedRunState.Running));
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).IsReachable, Is.False);
    }

    [Test]
    public async Task The_end_of_a_run_whose_stream_broke_stays_unknown()
    {
        var run = await StartAsync();
        var broken = _log.WhenLoggedAsync(RunControlEventIds.VectorShiftStreamBroken);
        await _time.PassAsync(ClientOptions.StreamIdleTimeout);
        await broken;

        var end = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That((end.Outcome, end.CompletionUnknown), Is.EqualTo((TerminateOutcome.Accepted, true)));
    }

    [Test]
    public async Task A_plain_run_has_a_deadline()
    {
        var running = Transport.RunAsync(Pipeline("endless"));
        await Server.WaitForRequestAsync("POST", Route("endless", "run")).Soon();

        await _time.PassAsync(ClientOptions.RunTimeout);

        Assert.That((await running.FailsWith<RunTimeoutException>()).OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_call_that_is_not_answered_has_a_deadline()
    {
        Server.Faults.On("POST", Route("endless", "terminate")).NeverAnswer();
        var run = await StartAsync();
        var terminating = Client.TerminateAsync(run);
        await Server.WaitForRequestAsync("POST", Route("endless", "terminate")).Soon();

        await _time.PassUntilEndedAsync(terminating, ClientOptions.CallTimeout);

        var exception = await terminating.FailsWith<RunTimeoutException>();
        Assert.That(exception.OutcomeUnknown, Is.True);
        Assert.That(CountRequests(Route("endless", "terminate")), Is.EqualTo(1));
    }

    [Test]
    public async Task A_pause_between_repetitions_does_not_outlast_the_call()
    {
        Server.Faults.On("POST", Route("endless", "pause")).AnswerAsProxy(429, retryAfter: "60");
        var pausing = Client.PauseAsync("endless/r");
        await _log.WhenLoggedAsync(RunControlEventIds.VectorShiftRetrying);

        await _time.PassUntilEndedAsync(pausing, ClientOptions.CallTimeout);

        await pausing.FailsWith<RunRateLimitedException>();
    }

    [Test]
    public async Task Disposing_ends_those_who_wait()
    {
        var run = await StartAsync();
        var waiting = Client.WaitAsync(run);
        var answer = Server.Faults.On("POST", Route("endless", "run")).HoldReply();
        var starting = Client.UseAsync(Pipeline("endless"));
        await answer.Reached.Soon();

        await Client.DisposeAsync().Soon();

        Assert.That((await waiting.FailsWith<RunConnectionLostException>()).Reason, Is.EqualTo(ConnectionLossReason.ClientDisposed));
        Assert.That((await starting.FailsWith<RunConnectionLostException>()).OutcomeUnknown, Is.True);
        await Client.GetTaskStatusAsync(run).FailsWith<ObjectDisposedException>();
    }

    [Test]
    public async Task Logs_hold_no_inputs_outputs_or_keys()
    {
        var run = await StartAsync("failing", ("a", "my-secret-input"));
        await Client.WaitAsync(run).Soon();

        Assert.That(_log.Entries, Is.Not.Empty);
        Assert.That(_log.Entries.Select(entry => entry.ToString()), Has.None.Contains("my-secret-input").And.None.Contains(Server.ApiKey));
    }
}
