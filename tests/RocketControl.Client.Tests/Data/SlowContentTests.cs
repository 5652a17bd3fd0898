using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

/// <summary>Sources that pause, on a clock that the test moves: the server drops a pipe after a minute of silence and gives its number away.</summary>
[TestFixture]
internal sealed class SlowContentTests : DataTests
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    private const int Piece = 1024 * 1024;

    private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _resume = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = _time, SendTimeout = TimeSpan.FromMinutes(10) };

    [Test]
    public async Task A_pipe_that_was_silent_for_too_long_is_never_written_to_again()
    {
        var run = await StartParserAsync();
        var send = DataClient.SendAsync(run, PausingStream());
        await _paused.Task.Soon();

        _time.Advance(TimeSpan.FromSeconds(61));
        _resume.SetResult();
        var exception = await send.FailsWith<PipeFailedException>();

        Assert.That(exception.Message, Does.Contain("61 seconds").And.Contain("SendOptions.KeepAlive"));
        Assert.That(WrittenSizes, Has.Count.EqualTo(1), "a second write could have gone into another object");
        Assert.That(Requests("close"), Is.Empty);
    }

    [Test]
    public async Task A_kept_alive_pipe_survives_a_long_pause()
    {
        var run = await StartParserAsync();
        var send = DataClient.SendAsync(run, PausingStream(), new SendOptions { KeepAlive = true });
        await _paused.Task.Soon();

        for (var i = 0; i < 4; i++)
            await PassSilenceAsync();
        _resume.SetResult();

        Assert.That((await send.Soon()).Texts.Single(), Has.Length.EqualTo(Piece + 4 + 2));
        Assert.That(WrittenSizes, Is.EqualTo(new[] { Piece, 0, 0, 0, 0, 4 }));
    }

    [Test]
    public async Task A_kept_alive_pipe_whose_run_is_gone_fails_at_the_next_piece()
    {
        var run = await StartParserAsync();
        var send = DataClient.SendAsync(run, PausingStream(), new SendOptions { KeepAlive = true });
        await _paused.Task.Soon();
        Server.Faults.On(Process, "write").FailWith("Task is terminating, cannot process data requests");

        await PassSilenceAsync(isTaken: false);
        _resume.SetResult();

        await send.FailsWith<RunNotRunningException>();
        Assert.That(WrittenSizes, Is.EqualTo(new[] { Piece, 0 }));
    }

    [Test]
    public async Task A_text_is_read_before_its_pipe_is_opened_so_that_the_pipe_is_never_silent()
    {
        var run = await StartParserAsync();
        var stream = new ScriptedStream(ScriptedStream.Give("slow "u8.ToArray()), ScriptedStream.After(_resume.Task, _paused, "text"u8.ToArray()));
        var send = DataClient.SendAsync(run, stream, new SendOptions { MimeType = "text/plain", KeepAlive = true });
        await _paused.Task.Soon();

        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.That(Requests("open"), Is.Empty);
        _resume.SetResult();

        Assert.That((await send.Soon()).Texts, Is.EqualTo(new[] { "slow text\n\n" }));
    }

    [Test]
    public async Task A_source_that_gives_nothing_any_more_runs_into_the_deadline([Values] bool heedsItsToken)
    {
        var run = await StartParserAsync();
        var never = new TaskCompletionSource<byte[]>();
        var stream = heedsItsToken ? PausingStream() : new ScriptedStream(ScriptedStream.Give(Piece), _ => Pause(never.Task));
        var send = DataClient.SendAsync(run, stream, new SendOptions { Timeout = TimeSpan.FromSeconds(20) });
        await _paused.Task.Soon();

        await _time.PassAsync(TimeSpan.FromSeconds(20));
        var exception = await send.FailsWith<RunTimeoutException>();

        Assert.That(exception.Message, Does.Contain("gave nothing more within 20 s").And.Contain("1,048,576 bytes"));
        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(Requests("close"), Is.Empty);
    }

    [Test]
    public async Task Each_piece_that_was_taken_starts_the_time_anew()
    {
        var run = await StartParserAsync();
        var send = NewClient(ClientOptions with { SendTimeout = TimeSpan.FromSeconds(50) }).SendAsync(run, PausingStream());
        await _paused.Task.Soon();
        _time.Advance(TimeSpan.FromSeconds(40));
        using var close = Server.Faults.On(Process, "close").Once().HoldReply();
        _resume.SetResult();
        await close.Reached.Soon();

        _time.Advance(TimeSpan.FromSeconds(40));
        close.Release();

        Assert.That((await send.Soon()).Texts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_time_that_was_given_is_for_the_whole_object()
    {
        var run = await StartParserAsync();
        var send = DataClient.SendAsync(run, PausingStream(), new SendOptions { Timeout = TimeSpan.FromSeconds(50) });
        await _paused.Task.Soon();
        _time.Advance(TimeSpan.FromSeconds(40));
        using var close = Server.Faults.On(Process, "close").Once().HoldReply();
        _resume.SetResult();
        await close.Reached.Soon();

        await _time.PassAsync(TimeSpan.FromSeconds(10));

        await send.FailsWith<RunTimeoutException>();
    }

    /// <summary>Lets the time pass after which nothing is written.</summary>
    private async Task PassSilenceAsync(bool isTaken = true)
    {
        var last = Requests("write")[^1].Number;
        await _time.PassAsync(KeepAlive);
        await Server.WaitForRequestAsync(request => request is { Subcommand: "write", DataLength: 0 } && request.Number > last).Soon();
        if (isTaken)
            await _time.WhenArmedAsync(KeepAlive);
    }

    /// <summary>A piece, and four bytes more when the test says so.</summary>
    private ScriptedStream PausingStream() =>
        new(ScriptedStream.Give(Piece), ScriptedStream.After(_resume.Task, _paused, "more"u8.ToArray()));

    private Task<byte[]> Pause(Task<byte[]> task)
    {
        _paused.TrySetResult();
        return task;
    }
}
