using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Profiling;

namespace RocketControl.Client.Tests.RocketRide.Profiling;

internal sealed class ProfilerTests : TransportTests
{
    private RocketRideProfiler Profiler => Transport.Profiler;

    [Test]
    public async Task A_profile_is_begun_looked_at_ended_and_read()
    {
        Assert.That((await Profiler.GetStatusAsync().Soon()).ToString(), Is.EqualTo("idle"));
        Assert.That(await Profiler.GetReportAsync().Soon(), Is.Null);

        var session = await Profiler.StartAsync(session: "mine").Soon();
        var status = await Profiler.GetStatusAsync().Soon();
        var result = await Profiler.StopAsync().Soon();

        Assert.That((session.Name, status.IsActive, status.Session, status.Owner, result.Session), Is.EqualTo(("mine", true, "mine", session.Owner, "mine")));
        Assert.That(new object?[] { session.StartedAt, status.Runtime, result.Runtime }, Has.None.Null);
        Assert.That((await Profiler.GetStatusAsync().Soon()).HasReport, Is.True);
        Assert.That(await Profiler.GetReportAsync().Soon(), Does.Contain("mine"));
    }

    [Test]
    public async Task A_run_has_a_profiler_of_its_own()
    {
        var run = await StartRunAsync();

        await Profiler.StartAsync(run, "of the run").Soon();

        Assert.That((await Profiler.GetStatusAsync(run).Soon()).Session, Is.EqualTo("of the run"));
        Assert.That((await Profiler.GetStatusAsync().Soon()).IsActive, Is.False);
        Assert.That((await Profiler.StopAsync(run.Id).Soon()).Session, Is.EqualTo("of the run"));
    }

    /// <summary>The server says so in an answer that is a success.</summary>
    [Test]
    public async Task A_refusal_is_no_success_whatever_the_server_says()
    {
        await Profiler.StopAsync().FailsWith<RunInvalidStateException>();
        await Profiler.StartAsync().Soon();

        var failure = await NewTransport().Profiler.StartAsync().FailsWith<RunConflictException>();
        await NewTransport().Profiler.StopAsync().FailsWith<RunConflictException>();

        Assert.That((failure.Operation, failure.ServerMessage), Is.EqualTo((RunOperation.Profile, "Profiling already active (owned by task:1)")));
    }

    [Test]
    public async Task A_refusal_that_nobody_knows_is_the_server_s_affair()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var starting = scene.Transport.Profiler.StartAsync();
        await peer.AnswerNextAsync("rrext_cprofile_start", """{"status":"error","message":"no"}""");

        Assert.That((await starting.FailureAsync<RunServerException>()).ServerMessage, Is.EqualTo("no"));
    }

    [Test]
    public async Task A_run_that_is_not_there_cannot_be_profiled()
    {
        await Profiler.StartAsync("tk_00000000000000000000000000000000").FailsWith<RunNotFoundException>();
        await Profiler.StartAsync("").FailsWith<RunInvalidArgumentException>();
    }

    [Test]
    public async Task A_run_that_is_over_cannot_be_profiled()
    {
        var run = await StartRunAsync();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        await Profiler.StartAsync(run).FailsWith<RunNotRunningException>();
    }

    [Test]
    public async Task What_is_not_given_is_left_out()
    {
        await Profiler.StartAsync().Soon();

        Assert.That(Server.ReceivedRequests[^1].ArgumentsJson, Is.EqualTo("{}"));
    }
}
