using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Contract;

internal abstract partial class RunTransportContract
{
    [TestCase(TerminateMode.Default)]
    [TestCase(TerminateMode.Graceful)]
    [TestCase(TerminateMode.Force)]
    [TestCase(TerminateMode.Checkpoint)]
    public async Task A_termination_in_a_supported_mode_takes_effect_in_that_mode(TerminateMode mode)
    {
        var run = await StartRunAsync();
        if (!Supports(mode))
        {
            await Fails.With<RunNotSupportedException>(() => Client.TerminateAsync(run, new TerminateOptions { Mode = mode }));
            Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
            return;
        }

        var result = await Client.TerminateAsync(run, new TerminateOptions { Mode = mode }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(Backend.OutcomeOfTermination));
            Assert.That(result.RequestedMode, Is.EqualTo(mode));
            Assert.That(result.EffectiveMode, Is.EqualTo(Backend.EffectiveModeOf(mode)));
            Assert.That(result.FinalStatus is not null, Is.EqualTo(result.Outcome == TerminateOutcome.Completed));
            Assert.That(result.CompletedAt is not null, Is.EqualTo(result.Outcome == TerminateOutcome.Completed));
        });
    }

    [Test]
    public async Task A_termination_with_a_wait_returns_when_the_run_is_down()
    {
        var run = await StartRunAsync();

        var result = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(result.Outcome, Is.EqualTo(TerminateOutcome.Completed));
            Assert.That(result.FinalStatus?.State, Is.EqualTo(RunState.Cancelled));
            Assert.That(result.FinalStatus?.IsTerminal, Is.True);
            Assert.That(result.CompletedAt, Is.Not.Null.And.GreaterThanOrEqualTo(result.AcceptedAt));
        });
    }

    [Test]
    public async Task A_wait_ends_with_the_run()
    {
        var run = await StartRunAsync();
        var wait = Client.WaitAsync(run);

        await Client.TerminateAsync(run).Soon();

        Assert.That((await wait.Soon()).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_wait_for_a_run_that_is_over_returns_at_once()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_wait_for_a_run_that_goes_on_ends_with_its_deadline()
    {
        var run = await StartRunAsync();

        var exception = await Client.WaitAsync(run, new WaitOptions { Timeout = TimeSpan.FromMilliseconds(50) }).FailsWith<RunTimeoutException>();

        Assert.That(exception.Operation, Is.EqualTo(RunOperation.Wait));
        Assert.That(exception.Timeout, Is.EqualTo(TimeSpan.FromMilliseconds(50)));
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_second_termination_is_a_success()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        var again = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(again.Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
    }

    [Test]
    public async Task A_second_termination_is_a_failure_on_request()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        var exception = await Client.TerminateAsync(run, new TerminateOptions { TreatAlreadyTerminatedAsSuccess = false })
            .FailsWith<RunAlreadyTerminatedException>();

        Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.AlreadyTerminated));
    }

    [Test]
    public async Task Terminations_at_the_same_time_all_succeed()
    {
        var run = await StartRunAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Client.TerminateAsync(run))).Soon();

        Assert.That(results.Select(result => result.Outcome), Is.All.AnyOf(Backend.OutcomeOfTermination, TerminateOutcome.AlreadyTerminated));
        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_terminated_run_takes_no_more_data()
    {
        if (!TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        var run = await StartRunAsync();
        await Client.TerminateAsync(run).Soon();

        var exception = await Client.SendAsync(run, "too late").FailsWith<RunNotRunningException>();

        Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.InvalidState));
        Assert.That(exception.OutcomeUnknown, Is.False);
    }

    [Test]
    public async Task A_run_that_somebody_else_terminated_takes_no_more_data()
    {
        if (!TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        var run = await StartRunAsync();
        await NewClient().TerminateAsync(run.Id, new TerminateOptions { WaitForCompletion = true }).Soon();

        await Client.SendAsync(run, "too late").FailsWith<RunNotRunningException>();
    }

    private bool Supports(TerminateMode mode) => mode switch
    {
        TerminateMode.Force => Client.Capabilities.Supports(RunCapability.TerminateForce),
        TerminateMode.Checkpoint => Client.Capabilities.Supports(RunCapability.TerminateCheckpoint),
        TerminateMode.Graceful => Client.Capabilities.Supports(RunCapability.TerminateGraceful),
        _ => true,
    };
}
