using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class OpenPipeTests : DataTests
{
    private static readonly SendOptions Text = new() { MimeType = "text/plain", Name = "a.txt" };

    [Test]
    public async Task An_object_is_written_step_by_step()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run, new SendOptions { Name = "made.bin" }).Soon();

        await pipe.WriteAsync("step "u8.ToArray()).Soon();
        await pipe.WriteAsync("by step"u8.ToArray()).Soon();
        var result = await pipe.CompleteAsync().Soon();

        Assert.Multiple(() =>
        {
            Assert.That(result.Texts, Is.EqualTo(new[] { "step by step\n\n" }));
            Assert.That(result.Name, Is.EqualTo("made.bin"));
            Assert.That(pipe.BytesWritten, Is.EqualTo(12));
            Assert.That(OpenArguments()["object"]!.ToJsonString(), Is.EqualTo("""{"name":"made.bin"}"""));
            Assert.That(Transport.AbandonedPipes, Is.Zero);
        });
    }

    [Test]
    public async Task A_large_write_of_bytes_goes_in_pieces()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run).Soon();

        await pipe.WriteAsync(new byte[(2 * 1024 * 1024) + 1]).Soon();
        await pipe.WriteAsync(Array.Empty<byte>()).Soon();

        Assert.That(WrittenSizes, Is.EqualTo(new[] { 1024 * 1024, 1024 * 1024, 1 }));
    }

    [Test]
    public async Task Each_write_of_a_text_is_a_text_of_its_own()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run, Text).Soon();

        await pipe.WriteAsync("one"u8.ToArray()).Soon();
        await pipe.WriteAsync("two"u8.ToArray()).Soon();

        Assert.That((await pipe.CompleteAsync().Soon()).Texts, Is.EqualTo(new[] { "one\n\ntwo\n\n" }));
    }

    [Test]
    public async Task A_pipe_that_is_disposed_of_before_it_is_complete_is_abandoned_and_never_closed()
    {
        var run = await StartParserAsync();
        await using (var pipe = await DataClient.OpenPipeAsync(run).Soon())
            await pipe.WriteAsync(new byte[10]).Soon();

        await DataClient.SendAsync(run, "next").Soon();

        Assert.That(Requests("close"), Has.Count.EqualTo(1));
        Assert.That(Transport.AbandonedPipes, Is.EqualTo(1));
    }

    [Test]
    public async Task A_failed_write_abandons_the_object_and_nothing_closes_it()
    {
        var run = await StartParserAsync();
        await using (var pipe = await DataClient.OpenPipeAsync(run).Soon())
        {
            Server.Faults.On(Process, "write").Once().FailWith("Out of memory");
            await pipe.WriteAsync(new byte[10]).FailsWith<PipeFailedException>();
            await pipe.CompleteAsync().FailsWith<PipeFailedException>();
        }

        Assert.That(Requests("close"), Is.Empty);
        Assert.That(Transport.AbandonedPipes, Is.EqualTo(1));
    }

    [Test]
    public async Task A_graceful_termination_waits_for_an_open_pipe()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run).Soon();
        var termination = DataClient.TerminateAsync(run);
        await DataClient.SendAsync(run, "too late").FailsWith<RunNotRunningException>();

        await pipe.WriteAsync("in time"u8.ToArray()).Soon();
        var result = await pipe.CompleteAsync().Soon();
        var end = await termination.Soon();

        Assert.Multiple(() =>
        {
            Assert.That(result.Texts, Is.EqualTo(new[] { "in time\n\n" }));
            Assert.That(end.SendsFinished, Is.EqualTo(1));
            Assert.That(end.SendsCutOff, Is.Zero);
        });
    }

    [Test]
    public async Task A_pipe_that_is_disposed_of_is_no_longer_in_work()
    {
        var run = await StartParserAsync();
        await (await DataClient.OpenPipeAsync(run).Soon()).DisposeAsync();

        var end = await DataClient.TerminateAsync(run).Soon();

        Assert.That(end.SendsFinished, Is.Zero);
        Assert.That(end.SendsCutOff, Is.Zero);
    }

    [Test]
    public async Task A_pipe_that_could_not_be_opened_is_not_in_work()
    {
        var run = await StartParserAsync();
        Server.Faults.On(Process, "open").Once().FailWith("No such lane");
        await DataClient.OpenPipeAsync(run).FailsWith<PipeFailedException>();

        var end = await DataClient.TerminateAsync(run).Soon();

        Assert.That(end.SendsFinished + end.SendsCutOff, Is.Zero);
    }

    [Test]
    public async Task A_pipe_for_texts_cannot_be_kept_alive_for_that_would_add_empty_lines()
    {
        var run = await StartParserAsync();

        var exception = await DataClient.OpenPipeAsync(run, Text with { KeepAlive = true }).FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.Message, Does.Contain("KeepAlive").And.Contain("text/plain"));
        Assert.That(Requests("open"), Is.Empty);
    }

    [Test]
    public async Task Nothing_written_is_the_reason_for_an_empty_result()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run).Soon();

        var result = await pipe.CompleteAsync().Soon();

        Assert.That(result.EmptyReason, Is.EqualTo("The object was empty."));
    }

    [Test]
    public async Task A_write_that_is_not_UTF_8_is_the_reason_for_an_empty_result()
    {
        var run = await StartParserAsync();
        await using var pipe = await DataClient.OpenPipeAsync(run, Text).Soon();
        await pipe.WriteAsync("fine"u8.ToArray()).Soon();
        await pipe.WriteAsync(new byte[] { 0xFC }).Soon();

        Assert.That((await pipe.CompleteAsync().Soon()).EmptyReason, Does.Contain("not UTF-8"));
    }

    [Test]
    public async Task Over_HTTP_there_are_no_pipes()
    {
        var client = NewClient(ClientOptions with { Transport = RocketRideTransportMode.Http });

        var exception = await Fails.With<RunNotSupportedException>(() => client.OpenPipeAsync("tk_any"));

        Assert.That(exception.Message, Does.Contain("SendAsync").And.Contain("WebSocket"));
    }
}
