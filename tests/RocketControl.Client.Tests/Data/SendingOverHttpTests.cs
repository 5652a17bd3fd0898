using System.Text;
using RocketControl.Client.Tests.Data.Files;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class SendingOverHttpTests : DataTests
{
    private readonly TemporaryFolder _folder = new();

    private RunControlClient OverHttp => NewClient(ClientOptions with { Transport = RocketRideTransportMode.Http });

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_large_file_flows_through_and_comes_out_whole()
    {
        var run = await StartParserAsync();
        var text = string.Concat(Enumerable.Repeat("0123456789ab\nd", 200_000));

        var result = await OverHttp.SendFileAsync(run, _folder.Add("large.bin", text)).Soon();

        Assert.That(result.Texts.Single() == text + "\n\n", Is.True, "the content came back as it went in");
        Assert.That(result.Name, Is.EqualTo("large.bin"));
    }

    [Test]
    public async Task A_stream_of_unknown_length_flows_through()
    {
        var run = await StartParserAsync();

        var result = await OverHttp.SendAsync(run, new ScriptedStream(ScriptedStream.Give("from a "u8.ToArray()), ScriptedStream.Give("stream"u8.ToArray()))).Soon();

        Assert.That(result.Texts, Is.EqualTo(new[] { "from a stream\n\n" }));
    }

    [Test]
    public async Task An_object_that_failed_is_a_failure_although_the_answer_is_200_OK()
    {
        var run = await StartParserAsync();
        Server.Faults.Tasks.FailNextObject("The parser gave up");

        var exception = await OverHttp.SendAsync(run, "text").FailsWith<PipeFailedException>();

        Assert.That((exception.ServerMessage, exception.Kind), Is.EqualTo(("The parser gave up", RunControlErrorKind.RunFailed)));
    }

    [TestCase("text/plain")]
    [TestCase("text/markdown")]
    public async Task A_long_text_goes_in_one_piece(string type)
    {
        var run = await StartParserAsync();
        var text = string.Concat(Enumerable.Repeat("äöü €\n", 90_000));

        var result = await OverHttp.SendAsync(run, new MemoryStream(Encoding.UTF8.GetBytes(text)), new SendOptions { MimeType = type }).Soon();

        Assert.That(result.Texts.Single() == text + "\n\n", Is.True, "no blank lines in between");
    }

    [TestCase("application/rocketride-question", 16 * 1024)]
    [TestCase("text/plain", 1024 * 1024)]
    public async Task A_document_that_would_arrive_in_pieces_is_refused(string type, int limit)
    {
        var run = await StartParserAsync();
        var options = new SendOptions { MimeType = type };

        foreach (var content in new[] { RunContent.FromBytes(new byte[limit + 1]), RunContent.FromStream(new ScriptedStream(ScriptedStream.Give(limit + 1))) })
        {
            var exception = await OverHttp.SendAsync(run, content, options).FailsWith<RunNotSupportedException>();
            Assert.That(exception.Message, Does.Contain($"{limit:N0}").And.Contain("WebSocket"));
        }
    }

    [Test]
    public async Task A_stream_that_fails_on_the_way_is_an_error_of_the_content()
    {
        var run = await StartParserAsync();
        var stream = new ScriptedStream(ScriptedStream.Give(1024 * 1024), ScriptedStream.Throw(new IOException("The disk is gone.")));

        var exception = await OverHttp.SendAsync(run, stream).FailsWith<RunContentException>();

        Assert.That(exception.Message, Does.Contain("The disk is gone."));
    }

    [TestCase("two \"quotes\".txt")]
    [TestCase("Grüße.txt")]
    [TestCase("line\nfeed.txt")]
    [TestCase("back\\slash.txt")]
    public async Task A_name_that_cannot_be_carried_is_refused(string name)
    {
        var run = await StartParserAsync();

        var exception = await OverHttp.SendAsync(run, "text", new SendOptions { Name = name }).FailsWith<RunNotSupportedException>();

        Assert.That(exception.Message, Does.Contain("SendOptions.Name").And.Contain("WebSocket"));
    }

    [Test]
    public async Task A_stream_is_untouched_when_no_WebSocket_can_be_had_and_goes_over_HTTP([Values("text/plain", "application/pdf")] string type)
    {
        var run = await StartParserAsync();
        Server.Faults.OnUpgrade().RefuseWith(403);
        var client = NewClient(ClientOptions with { Transport = RocketRideTransportMode.Auto });

        var result = await client
            .SendAsync(run, new ScriptedStream(ScriptedStream.Give("only once"u8.ToArray())), new SendOptions { MimeType = type }).Soon();

        Assert.That(result.Texts, Is.EqualTo(new[] { "only once\n\n" }));
    }

    [Test]
    public async Task An_empty_result_says_why()
    {
        var run = await StartRunAsync();

        var result = await OverHttp.SendAsync(run, new byte[] { 1, 2, 3 }).Soon();

        Assert.That(result.EmptyReason, Does.Contain("listens"));
    }

    [TestCase("")]
    [TestCase("no type")]
    public async Task A_type_that_is_no_type_is_refused(string type)
    {
        var run = await StartParserAsync();

        var exception = await OverHttp.SendAsync(run, "text", new SendOptions { MimeType = type }).FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.Message, Does.Contain("SendOptions.MimeType"));
    }

    [Test]
    public async Task Files_report_their_progress_as_over_a_WebSocket()
    {
        var run = await StartParserAsync();
        var progress = new ProgressRecorder();
        string[] paths = [_folder.Add("a.txt", "text"), _folder.Add("b.bin", "bytes")];

        await OverHttp.SendFilesAsync(run, paths, new SendFilesOptions { Progress = progress, MaxConcurrency = 1 }).Soon();

        SendPhase[] phases = [SendPhase.Opening, SendPhase.Sending, SendPhase.Processing, SendPhase.Completed];
        Assert.That(progress.PhasesOf(paths[0]), Is.EqualTo(phases));
        Assert.That(progress.PhasesOf(paths[1]), Is.EqualTo(phases));
        Assert.That(progress.Reports[^1].BytesSent, Is.EqualTo(9));
    }
}
