using System.Text.Json.Nodes;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class FeedingTests : EmulatorTests
{
    private const string Process = "rrext_process";

    [TestCase("Grüße aus dem Weltraum")]
    [TestCase("世界 🚀👩‍🚀")]
    [TestCase("line\nfeed \"quoted\" \\ \u0000 \u2028")]
    [TestCase("")]
    public async Task A_text_comes_back_as_it_went_in(string text)
    {
        var run = await StartRunAsync();

        var result = await Client.SendAsync(run, text).Soon();

        Assert.That(result.Texts, Is.EqualTo(new[] { text + "\n\n" }));
    }

    [Test]
    public async Task A_long_text_goes_in_one_write()
    {
        var run = await StartRunAsync();
        var text = string.Concat(Enumerable.Repeat("0123456789 äöü €\n", 100_000));

        var result = await Client.SendAsync(run, text).Soon();

        var write = Server.ReceivedRequests.Single(request => request.Subcommand == "write");
        Assert.That(write.DataLength, Is.EqualTo(System.Text.Encoding.UTF8.GetByteCount(text)).And.GreaterThan(1024 * 1024));
        Assert.That(result.Texts.Single() == text + "\n\n", Is.True, "the text came back as it went in");
    }

    [Test]
    public async Task Bytes_without_a_type_find_no_listener_in_a_pipeline_for_texts()
    {
        var run = await StartRunAsync();
        var log = new LogRecorder();
        var client = NewClient(ClientOptions with { LoggerFactory = log });

        var result = await client.SendAsync(run, new byte[] { 1, 2, 3 }).Soon();

        Assert.That(result.IsEmpty, Is.True);
        Assert.That(result.Texts, Is.Empty);
        Assert.That(OpenArguments()["mimeType"]!.GetValue<string>(), Is.EqualTo("application/octet-stream"));
        Assert.That(log.Ids, Does.Contain(RunControlEventIds.EmptyResult));
    }

    [TestCase("a/b/report.txt", "a/b")]
    [TestCase("Grüße/日本.txt", "Grüße")]
    [TestCase("plain.txt", "")]
    public async Task A_name_with_slashes_makes_folders(string name, string folder)
    {
        var run = await StartRunAsync();

        var first = await Client.SendAsync(run, "one", new SendOptions { Name = name }).Soon();
        var second = await Client.SendAsync(run, "two", new SendOptions { Name = name }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(first.Name, Is.EqualTo(name));
            Assert.That(first.Path, Is.EqualTo(folder));
            Assert.That(first.ObjectId, Has.Length.EqualTo(36).And.EqualTo(second.ObjectId), "the id follows from the name");
        });
    }

    [TestCase("", 1)]
    [TestCase("äöü", 6)]
    public async Task The_announced_size_is_in_bytes_and_never_zero(string text, int size)
    {
        var run = await StartRunAsync();

        await Client.SendAsync(run, text).Soon();

        Assert.That(OpenArguments()["object"]!.ToJsonString(), Is.EqualTo($$"""{"size":{{size}}}"""));
    }

    [Test]
    public async Task Many_sends_at_once_each_get_their_own_result()
    {
        var run = await StartRunAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Client.SendAsync(run, $"text {i}"))).Soon();

        Assert.That(results.Select(result => result.Texts.Single()), Is.EqualTo(Enumerable.Range(0, 100).Select(i => $"text {i}\n\n")));
        Assert.That(Server.ReceivedRequests.Select(request => request.ConnectionId).Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_question_to_a_chat_is_answered()
    {
        var run = await Client.UseAsync(Pipelines.Chat()).Soon();

        var result = await Client.SendAsync(
            run,
            """{"questions":[{"text":"Why?"}]}""",
            new SendOptions { MimeType = "application/rocketride-question", Provider = "chat" }).Soon();

        Assert.That(result.ResultTypes["answers"], Is.EqualTo("answers"));
        Assert.That(result.Results["answers"][0].GetString(), Is.EqualTo("You said: Why?"));
        Assert.That(result.Texts, Is.Empty);
    }

    [Test]
    public async Task An_object_for_another_kind_of_source_is_refused()
    {
        var run = await StartRunAsync();

        var exception = await Client.SendAsync(run, "text", new SendOptions { Provider = "chat" }).FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.Message, Does.Contain("SendOptions.Provider").And.Contain("chat"));
        Assert.That(exception.OutcomeUnknown, Is.False);
    }

    [Test]
    public async Task An_object_that_the_run_failed_to_process_is_a_failure_with_the_result()
    {
        var run = await StartRunAsync();
        Server.Faults.Tasks.FailNextObject("The parser gave up");

        var exception = await Client.SendAsync(run, "text", new SendOptions { Name = "a.txt" }).FailsWith<PipeFailedException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.RunFailed));
            Assert.That(exception.ServerMessage, Is.EqualTo("The parser gave up"));
            Assert.That(exception.Message, Does.Contain("The parser gave up"));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.Result?.Name, Is.EqualTo("a.txt"));
        });
        Assert.That((await Client.SendAsync(run, "next").Soon()).Texts, Is.EqualTo(new[] { "next\n\n" }));
    }

    [TestCase("\"The parser gave up\"", "The parser gave up")]
    [TestCase("""{"message":"The parser gave up","code":22}""", "The parser gave up")]
    [TestCase("""{"code":22}""", "no reason")]
    [TestCase("22", "no reason")]
    public async Task A_failed_object_is_noticed_in_whatever_shape_the_server_says_so(string error, string told)
    {
        var run = await StartRunAsync();
        Server.Faults.On(Process, "close").Once().RewriteReply(reply => reply["body"]!["error"] = JsonNode.Parse(error));

        var exception = await Client.SendAsync(run, "text").FailsWith<PipeFailedException>();

        Assert.That(exception.Message, Does.Contain(told));
    }

    [Test]
    public async Task A_write_that_failed_unseen_shows_in_an_empty_result()
    {
        var run = await StartRunAsync();
        Server.Faults.Tasks.FailNextWrite("The node raised");

        var result = await Client.SendAsync(run, "text").Soon();

        Assert.That(result.IsEmpty, Is.True);
    }

    [Test]
    public async Task A_failed_pipe_is_left_alone_and_never_closed()
    {
        var run = await StartRunAsync();
        Server.Faults.On(Process, "write").Once().FailWith("Out of memory");

        var exception = await Client.SendAsync(run, "text").FailsWith<PipeFailedException>();
        await Client.SendAsync(run, "next").Soon();

        Assert.That(exception.ServerMessage, Is.EqualTo("Out of memory"));
        Assert.That(CountRequests(Process, "open"), Is.EqualTo(2));
        Assert.That(CountRequests(Process, "close"), Is.EqualTo(1), "closing the failed one would have committed half an object");
    }

    [Test]
    public async Task A_cancelled_send_leaves_its_pipe_alone_and_never_closes_it()
    {
        var run = await StartRunAsync();
        using var cancellation = new CancellationTokenSource();
        using var write = Server.Faults.On(Process, "write").Once().HoldReply();
        var send = Client.SendAsync(run, "text", cancellation.Token);
        await write.Reached.Soon();

        await cancellation.CancelAsync();
        await send.IsCancelledBy(cancellation.Token);
        write.Release();
        await Client.SendAsync(run, "next").Soon();

        Assert.That(CountRequests(Process, "open"), Is.EqualTo(2));
        Assert.That(CountRequests(Process, "close"), Is.EqualTo(1), "closing the abandoned one would have committed half an object");
    }

    private JsonObject OpenArguments() =>
        JsonNode.Parse(Server.ReceivedRequests.Single(request => request.Subcommand == "open").ArgumentsJson!)!.AsObject();
}
