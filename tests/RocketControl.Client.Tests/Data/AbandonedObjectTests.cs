using System.Text;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Data;

/// <summary>The protocol cannot take an object back: closing it commits what is there. So an object that failed is left to the server, which drops it.</summary>
[TestFixture]
internal sealed class AbandonedObjectTests : DataTests
{
    private const int Piece = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_failed_send_does_not_commit_a_truncated_document()
    {
        var run = await StartParserAsync();
        var stream = new ScriptedStream(ScriptedStream.Give(Piece), ScriptedStream.Throw(new IOException("The disk is gone.")));

        var exception = await DataClient.SendAsync(run, stream).FailsWith<RunContentException>();
        await DataClient.SendAsync(run, "next").Soon();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Message, Does.Contain("The disk is gone.").And.Contain("abandoned"));
            Assert.That(Requests("close"), Has.Count.EqualTo(1), "only the next object was closed");
            Assert.That(Transport.AbandonedPipes, Is.EqualTo(1));
            Assert.That(Log.Ids, Does.Contain(RunControlEventIds.PipeAbandoned));
        });
    }

    [Test]
    public async Task A_file_that_grows_while_it_is_sent_is_not_committed()
    {
        var run = await StartParserAsync();
        var path = _folder.Add("growing.bin", new byte[Piece]);
        using var write = Server.Faults.On(Process, "write").Once().HoldReply();
        var send = DataClient.SendFileAsync(run, path);
        await write.Reached.Soon();

        await File.AppendAllTextAsync(path, "more");
        write.Release();

        Assert.That((await send.FailsWith<RunContentException>()).Message, Does.Contain("has grown"));
        Assert.That(Requests("close"), Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_cut_while_it_is_sent_is_not_committed()
    {
        var run = await StartParserAsync();
        var path = _folder.Add("shrinking.bin", new byte[2 * Piece]);
        using var write = Server.Faults.On(Process, "write").Once().HoldReply();
        var send = DataClient.SendFileAsync(run, path);
        await write.Reached.Soon();

        await File.WriteAllTextAsync(path, "less");
        write.Release();

        Assert.That((await send.FailsWith<RunContentException>()).Message, Does.Contain($"ended after {Piece:N0}"));
        Assert.That(Requests("close"), Is.Empty);
    }

    [Test]
    [Platform(Include = "Linux", Reason = "elsewhere a file that is open cannot be deleted")]
    public async Task A_file_that_vanishes_while_it_is_sent_arrives_whole()
    {
        var run = await StartParserAsync();
        var path = _folder.Add("vanishing.bin", new byte[3 * Piece]);
        using var write = Server.Faults.On(Process, "write").Once().HoldReply();
        var send = DataClient.SendFileAsync(run, path);
        await write.Reached.Soon();

        File.Delete(path);
        write.Release();
        await send.Soon();

        Assert.That(WrittenSizes.Sum(), Is.EqualTo(3 * Piece));
        Assert.That(Requests("close"), Has.Count.EqualTo(1));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "has a file that can be opened and not be read")]
    public async Task A_file_that_can_be_opened_and_not_be_read_is_not_committed()
    {
        var run = await StartParserAsync();

        var exception = await DataClient.SendFileAsync(run, "/proc/self/mem").FailsWith<RunContentException>();

        Assert.That(exception.Message, Does.Contain("/proc/self/mem"));
        Assert.That(Requests("close"), Is.Empty);
    }

    [Test]
    public async Task A_cancelled_upload_is_not_committed()
    {
        var run = await StartParserAsync();
        using var cancellation = new CancellationTokenSource();
        var paused = new TaskCompletionSource();
        var stream = new ScriptedStream(ScriptedStream.Give(Piece), ScriptedStream.After(new TaskCompletionSource().Task, paused));
        var send = DataClient.SendAsync(run, stream, cancellationToken: cancellation.Token);
        await paused.Task.Soon();

        await cancellation.CancelAsync();
        await send.IsCancelledBy(cancellation.Token);

        await DataClient.GetTaskStatusAsync(run).Soon();
        Assert.That(Requests("close"), Is.Empty);
        Assert.That(Transport.AbandonedPipes, Is.EqualTo(1));
    }

    [Test]
    public async Task A_pipe_that_opens_after_its_caller_gave_up_is_counted_and_left_alone()
    {
        var run = await StartParserAsync();
        using var cancellation = new CancellationTokenSource();
        using var open = Server.Faults.On(Process, "open").Once().HoldReply();
        var send = DataClient.SendAsync(run, "text", cancellation.Token);
        await open.Reached.Soon();

        await cancellation.CancelAsync();
        await send.IsCancelledBy(cancellation.Token);
        open.Release();
        var entry = await Log.WhenLoggedAsync(RunControlEventIds.LateOpen);

        Assert.That(entry.Text, Does.Contain(run.DisplayId!).And.Contain("90 seconds").And.Not.Contain(run.Id));
        Assert.That(Transport.AbandonedPipes, Is.EqualTo(1));
        Assert.That(Requests("close"), Is.Empty, "an empty object would replace what the run knows under that name");
    }

    [TestCase("")]
    [TestCase("""{"pipe_id":null}""")]
    [TestCase("[]")]
    public void A_late_answer_that_opened_no_pipe_is_not_counted(string body)
    {
        var abandoned = new AbandonedPipes(Log);

        abandoned.AddLate(SampleRun.Started, new DapResponse { Arrival = 1, RequestSeq = 1, Success = true, Body = Encoding.UTF8.GetBytes(body) });

        Assert.That(abandoned.Count, Is.Zero);
        Assert.That(Log.Entries, Is.Empty);
    }

    [Test]
    public async Task What_was_sent_to_its_end_is_not_abandoned()
    {
        var run = await StartParserAsync();

        await DataClient.SendAsync(run, new byte[10]).Soon();
        Server.Faults.Tasks.FailNextObject("The parser gave up");
        await DataClient.SendAsync(run, "text").FailsWith<PipeFailedException>();

        Assert.That(Transport.AbandonedPipes, Is.Zero);
    }
}
