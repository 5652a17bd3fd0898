using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Waits that end: with what was waited for, with what makes it impossible, or with their deadline.</summary>
[TestFixture]
internal sealed class WaitingTests : FelderaTests
{
    [Test]
    public async Task The_end_of_the_input_is_waited_for()
    {
        Server.On(Status, Pipeline()).On(StatsAddress, Stats(10, 4)).On(StatsAddress, Stats(10, 10, complete: true));

        Assert.That((await PassAsync(Transport.WaitForInputEndAsync("p"))).Processed, Is.EqualTo(10));
    }

    [Test]
    public async Task An_input_that_has_no_end_tells_how_far_it_got()
    {
        Server.On(Status, Pipeline()).On(StatsAddress, Stats(1000, 400));

        var exception = await FailureAsync<RunTimeoutException>(Transport.WaitForInputEndAsync("p", TimeSpan.FromMinutes(1)));

        Assert.That((exception.LastStatus!.Total, exception.LastStatus.Processed), Is.EqualTo(((long?)1000, (long?)400)));
        Assert.That(exception.Message, Does.Contain("400 of 1,000"));
    }

    [TestCase("Paused", "Paused")]
    [TestCase("Stopping", "Stopped")]
    [TestCase("Running", "Suspended")]
    public async Task What_does_not_work_does_not_come_to_the_end_of_its_input(string status, string desired)
    {
        Server.On(Status, Pipeline(status, desired)).On(StatsAddress, Stats());

        await FailureAsync<RunNotRunningException>(Transport.WaitForInputEndAsync("p"));
    }

    [Test]
    public async Task Rest_is_nothing_new_and_nothing_left_for_a_while()
    {
        Server.On(StatsAddress, Stats(5, 3)).On(StatsAddress, Stats(5, 5)).On(StatsAddress, Stats(7, 7)).On(StatsAddress, Stats(7, 7));

        var stats = await PassAsync(Transport.WaitForIdleAsync("p"));

        Assert.That(stats.InputRecords, Is.EqualTo(7));
        Assert.That(Server.Count(StatsAddress), Is.GreaterThan(4));
    }

    [Test]
    public async Task Rest_that_never_comes_ends_with_the_deadline()
    {
        Server.On(StatsAddress, Stats(5, 3));

        await FailureAsync<RunTimeoutException>(Transport.WaitForIdleAsync("p", timeout: TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_pause_is_waited_for_and_ends_when_the_run_does()
    {
        Server.On("POST v0/pipelines/p/pause", "\"ok\"", 202).On(Status, Pipeline("Running", "Paused")).On(Status, Pipeline("Paused")).On(Status, AtRest());

        Assert.That((await PassAsync(Transport.PauseAndWaitAsync("p"))).State, Is.EqualTo(RunState.Paused));
        await FailureAsync<RunNotRunningException>(Transport.PauseAndWaitAsync("p"));
    }

    [TestCase("Running")]
    [TestCase("AwaitingApproval")]
    public async Task An_activation_ends_with_work_or_with_a_question(string status)
    {
        Server.On("POST v0/pipelines/p/activate", "\"ok\"", 202).On(Status, Pipeline("Standby", "Running")).On(Status, Pipeline(status, "Running"));

        Assert.That((await PassAsync(Transport.ActivateAsync("p"))).RawState, Is.EqualTo(status));
        Assert.That(Server.Targets[0], Is.EqualTo("POST v0/pipelines/p/activate?initial=running"));
    }

    [Test]
    public async Task A_clearing_is_waited_for()
    {
        Server.On("POST v0/pipelines/p/clear", "\"ok\"", 202)
            .On(Status, AtRest()).On(Status, AtRest().Replace("InUse", "Clearing", StringComparison.Ordinal))
            .On(Status, AtRest().Replace("InUse", "Cleared", StringComparison.Ordinal));

        await PassAsync(Transport.ClearAsync("p"));

        Assert.That(Server.Count(Status), Is.EqualTo(3));
    }

    [Test]
    public async Task A_clearing_that_never_ends_ends_with_the_deadline()
    {
        Server.On("POST v0/pipelines/p/clear", "\"ok\"", 202).On(Status, AtRest().Replace("InUse", "Clearing", StringComparison.Ordinal));

        await FailureAsync<RunTimeoutException>(Transport.ClearAsync("p", timeout: TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_server_that_stays_away_ends_a_wait_before_its_deadline()
    {
        Server.On("POST v0/pipelines/p/clear", "\"ok\"", 202).On(Status, Error("LockTookTooLong"), 503);
        var begun = Time.GetTimestamp();

        await FailureAsync<RunUnavailableException>(Transport.ClearAsync("p"));

        Assert.That(Time.GetElapsedTime(begun), Is.LessThan(Options.StartTimeout));
    }
}
