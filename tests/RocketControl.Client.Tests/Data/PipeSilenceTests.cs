using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

/// <summary>Producers that pause while their pipe is open, on a clock that the test moves.</summary>
[TestFixture]
internal sealed class PipeSilenceTests : DataTests
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = _time };

    [Test]
    public async Task A_pipe_that_was_silent_for_too_long_is_abandoned()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run).Soon();

        _time.Advance(TimeSpan.FromSeconds(61));
        var exception = await pipe.WriteAsync(new byte[1]).FailsWith<PipeFailedException>();

        Assert.That(exception.Message, Does.Contain("SendOptions.KeepAlive"));
        Assert.That(WrittenSizes, Is.Empty, "the pipe's number may belong to another object by now");
    }

    [Test]
    public async Task A_silent_pipe_is_not_closed_either()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run).Soon();
        await pipe.WriteAsync(new byte[1]).Soon();

        _time.Advance(TimeSpan.FromSeconds(61));
        await pipe.CompleteAsync().FailsWith<PipeFailedException>();

        Assert.That(Requests("close"), Is.Empty);
    }

    [Test]
    public async Task A_pipe_that_is_written_to_once_a_minute_stays_open()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run).Soon();
        for (var i = 0; i < 30; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(59));
            await pipe.WriteAsync("x"u8.ToArray()).Soon();
        }

        Assert.That((await pipe.CompleteAsync().Soon()).Texts.Single(), Has.Length.EqualTo(32));
    }

    [Test]
    public async Task A_kept_alive_pipe_stays_open_however_long_nothing_is_written()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run, new SendOptions { KeepAlive = true }).Soon();
        await pipe.WriteAsync("still "u8.ToArray()).Soon();
        for (var i = 0; i < 5; i++)
        {
            var last = Requests("write")[^1].Number;
            await _time.PassAsync(KeepAlive);
            await Server.WaitForRequestAsync(request => request is { Subcommand: "write", DataLength: 0 } && request.Number > last).Soon();
            await _time.WhenArmedAsync(KeepAlive);
        }

        await pipe.WriteAsync("here"u8.ToArray()).Soon();

        Assert.That((await pipe.CompleteAsync().Soon()).Texts, Is.EqualTo(new[] { "still here\n\n" }));
    }

    [Test]
    public async Task A_write_waits_for_a_write_of_nothing_and_is_not_refused()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run, new SendOptions { KeepAlive = true }).Soon();
        using var nothing = Server.Faults.On(Process, "write").Once().HoldReply();
        await _time.PassAsync(KeepAlive);
        await nothing.Reached.Soon();

        var write = pipe.WriteAsync("text"u8.ToArray());
        await DataClient.GetTaskStatusAsync(run).Soon();
        Assert.That(WrittenSizes, Is.EqualTo(new[] { 0 }));
        nothing.Release();
        await write.Soon();

        Assert.That((await pipe.CompleteAsync().Soon()).Texts, Is.EqualTo(new[] { "text\n\n" }));
    }

    [Test]
    public async Task A_pipe_that_was_given_up_is_kept_alive_no_longer()
    {
        var run = await StartParserAsync();
        await using (await DataClient.OpenPipeAsync(run, new SendOptions { KeepAlive = true }).Soon())
            await _time.WhenArmedAsync(KeepAlive);

        _time.Advance(TimeSpan.FromMinutes(1));
        await DataClient.GetTaskStatusAsync(run).Soon();

        Assert.That(WrittenSizes, Is.Empty);
    }
}
