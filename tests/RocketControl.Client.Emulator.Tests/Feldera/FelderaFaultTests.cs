using System.Net;
using RocketControl.Client.Emulator.Faults;

namespace RocketControl.Client.Emulator.Tests.Feldera;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FelderaFaultTests
{
    [Test]
    public async Task A_request_can_be_executed_without_an_answer()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        session.Emulator.Faults.On("POST", "/v0/pipelines/p/ingress").Once().DropAfterExecuting();
        Assert.That(async () => await session.IngestAsync("{\"id\":1}"), Throws.InstanceOf<HttpRequestException>());
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT COUNT(*) FROM t"), Is.EqualTo(new[] { "{\"count(*)\":1}" }));
    }

    [Test]
    public async Task A_request_can_be_dropped_before_it_is_executed()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        session.Emulator.Faults.On("POST", "/v0/pipelines/p/stop").Once().DropBeforeExecuting();
        Assert.That(async () => await session.PostAsync("stop?force=true"), Throws.InstanceOf<HttpRequestException>());
        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"));
    }

    [Test]
    public async Task An_answer_can_be_delayed_by_the_emulators_clock()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        session.Emulator.Faults.On("GET", "/v0/config").Once().DelayReply(TimeSpan.FromSeconds(7));
        Task<FelderaReply> reply = session.SendAsync("GET", "/v0/config");
        await session.Clock.WhenTimerWaitsAsync(TimeSpan.FromSeconds(7));
        Assert.That(reply.IsCompleted, Is.False);
        session.Advance(7);
        Assert.That((await reply).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_status_can_be_made_up()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        session.Emulator.Faults.Pipelines.DetourNextStart("Daydreaming");
        using Hold hold = session.Emulator.Faults.Pipelines.HoldAt("Daydreaming");
        await session.RunAsync();
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Daydreaming"));
        Assert.That(hold.Reached.IsCompleted, Is.True);

        hold.Release();
        session.Advance(5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"));
    }

    [Test]
    public async Task Compilations_and_stops_can_be_held()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        Hold compilation = session.Emulator.Faults.Pipelines.HoldCompilations();
        await session.CreateAsync();
        session.Advance(60);
        Assert.That((string?)(await session.StatusAsync())["program_status"], Is.EqualTo("Pending"));
        compilation.Release();
        session.Advance(20);
        await session.RunAsync();

        Hold stop = session.Emulator.Faults.Pipelines.HoldStops();
        await session.AcceptAsync("stop?force=true");
        session.Advance(60);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopping"));
        stop.Release();
        session.Advance(1);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
    }

    [Test]
    public async Task Faults_against_what_is_not_there_say_so()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        FelderaPipelineFaults faults = session.Emulator.Faults.Pipelines;
        Assert.That(
            new[] { faults.PanicWorker("p"), faults.SetReachable("p", false), faults.RestartProcess("p"), faults.CompleteInput("p"), faults.WriteLog("q", "x") },
            Is.All.False);
    }

    [Test]
    public async Task A_check_of_the_program_that_throws_is_an_error_in_the_program()
    {
        await using FelderaSession session = await FelderaSession.StartAsync(change: options => options with { SqlError = _ => throw new FormatException("x") });
        await session.CreateAsync();
        session.Advance(20);
        Assert.That((await session.SendAsync("GET", "/v0/pipelines/p"))["program_error"]!.ToJsonString(), Does.Contain("FormatException"));
    }

    [Test]
    public async Task Faults_can_be_taken_back()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        session.Emulator.Faults.Refuse("CompilerUnavailable", times: 100);
        Assert.That((await session.SendAsync("GET", "/v0/config")).ErrorCode, Is.EqualTo("CompilerUnavailable"));
        session.Emulator.Faults.Clear();
        Assert.That((await session.SendAsync("GET", "/v0/config")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_ledger_keeps_requests_with_their_bodies()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        await session.CreateAsync();
        ReceivedHttpRequest request = await session.Emulator.WaitForRequestAsync("PUT", "/v0/pipelines/p");
        Assert.That(request.Body, Does.Contain("CREATE TABLE"));
        Assert.That(session.Emulator.ReceivedRequests, Has.Count.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> OutOfRange()
    {
        yield return new TestCaseData(new FelderaEmulatorOptions { Port = -1 }).SetArgDisplayNames("Port");
        yield return new TestCaseData(new FelderaEmulatorOptions { Port = 65_536 }).SetArgDisplayNames("HighPort");
        yield return new TestCaseData(new FelderaEmulatorOptions { MaxBodyBytes = -1 }).SetArgDisplayNames("MaxBodyBytes");
        yield return new TestCaseData(new FelderaEmulatorOptions { Timings = new() { StoppedPoll = TimeSpan.Zero } }).SetArgDisplayNames("Cadence");
        yield return new TestCaseData(new FelderaEmulatorOptions { Timings = new() { Suspension = -TimeSpan.FromSeconds(1) } }).SetArgDisplayNames("Duration");
    }

    [TestCaseSource(nameof(OutOfRange))]
    public async Task An_option_outside_its_range_is_refused(FelderaEmulatorOptions options) =>
        await Assert.ThatAsync(() => FelderaEmulator.StartAsync(options), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
