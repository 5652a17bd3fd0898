using System.IO.Pipelines;
using System.Text;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class SendingContentTests : DataTests
{
    private const int Piece = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Bytes_go_in_pieces_of_a_mebibyte_and_come_out_whole()
    {
        var run = await StartParserAsync();
        var text = string.Concat(Enumerable.Repeat("0123456789ab\nd", 200_000));

        var result = await DataClient.SendAsync(run, Encoding.ASCII.GetBytes(text)).Soon();

        Assert.That(WrittenSizes, Is.EqualTo(new[] { Piece, Piece, text.Length - (2 * Piece) }));
        Assert.That(result.Texts.Single() == text + "\n\n", Is.True, "the content came back as it went in");
        Assert.That((int)OpenArguments()["object"]!["size"]!, Is.EqualTo(text.Length));
    }

    [Test]
    public async Task A_piece_is_sent_when_the_one_before_was_taken()
    {
        var run = await StartParserAsync();
        using var first = Server.Faults.On(Process, "write").Once().HoldReply();
        var send = DataClient.SendAsync(run, new byte[2 * Piece]);
        await first.Reached.Soon();
        await DataClient.GetTaskStatusAsync(run).Soon();

        Assert.That(WrittenSizes, Has.Count.EqualTo(1));
        first.Release();
        await send.Soon();
        Assert.That(WrittenSizes, Has.Count.EqualTo(2));
    }

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(Piece, 1)]
    [TestCase(Piece + 1, 2)]
    public async Task Bytes_need_as_many_writes_as_they_have_pieces(int size, int writes)
    {
        var run = await StartParserAsync();

        await DataClient.SendAsync(run, new byte[size]).Soon();

        Assert.That(WrittenSizes, Has.Count.EqualTo(writes));
        Assert.That((int)OpenArguments()["object"]!["size"]!, Is.EqualTo(Math.Max(1, size)), "an object of size 0 would be skipped");
    }

    [Test]
    public async Task A_text_that_comes_in_bits_goes_in_one_write()
    {
        var run = await StartParserAsync();
        var euro = "€"u8.ToArray();
        var stream = new ScriptedStream(ScriptedStream.Give(euro[0]), ScriptedStream.Give(euro[1]), ScriptedStream.Give(euro[2]));

        var result = await DataClient.SendAsync(run, stream, new SendOptions { MimeType = "text/plain" }).Soon();

        Assert.That(WrittenSizes, Is.EqualTo(new[] { 3 }));
        Assert.That(result.Texts, Is.EqualTo(new[] { "€\n\n" }));
        Assert.That((int)OpenArguments()["object"]!["size"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task The_size_of_a_stream_without_length_is_left_out()
    {
        var run = await StartParserAsync();

        var result = await DataClient.SendAsync(run, new ScriptedStream(ScriptedStream.Give("text"u8.ToArray()))).Soon();

        Assert.That(OpenArguments()["object"]!.ToJsonString(), Is.EqualTo("{}"));
        Assert.That(result.Texts, Is.EqualTo(new[] { "text\n\n" }));
    }

    [Test]
    public async Task A_pipe_reader_is_sent_as_it_is_filled()
    {
        var run = await StartParserAsync();
        var pipe = new Pipe();
        var send = DataClient.SendAsync(run, pipe.Reader);

        await pipe.Writer.WriteAsync("from "u8.ToArray());
        await pipe.Writer.WriteAsync("a pipe"u8.ToArray());
        await pipe.Writer.CompleteAsync();

        Assert.That((await send.Soon()).Texts, Is.EqualTo(new[] { "from a pipe\n\n" }));
    }

    [TestCase("note.txt", "text/plain")]
    [TestCase("Grüße \"🚀\".md", "text/markdown")]
    [TestCase("data.json", "application/json")]
    public async Task A_file_is_sent_under_its_name_with_the_type_of_its_extension(string name, string type)
    {
        var run = await StartParserAsync();

        var result = await DataClient.SendFileAsync(run, _folder.Add(name, "content")).Soon();

        Assert.That(result.Texts, Is.EqualTo(new[] { "content\n\n" }));
        Assert.That(result.Name, Is.EqualTo(name));
        Assert.That((string?)OpenArguments()["mimeType"], Is.EqualTo(type));
    }

    [TestCase("../up.txt")]
    [TestCase("..")]
    [TestCase("a/../b")]
    [TestCase("/etc/passwd")]
    [TestCase("C:\\x\u0000y")]
    public async Task A_name_that_leads_elsewhere_is_a_name_as_any_other(string name)
    {
        var run = await StartParserAsync();

        await DataClient.SendAsync(run, "text", new SendOptions { Name = name }).Soon();

        Assert.That((string?)OpenArguments()["object"]!["name"], Is.EqualTo(name));
    }

    [Test]
    public async Task What_the_options_say_wins_over_the_file()
    {
        var run = await StartParserAsync();

        var result = await DataClient.SendFileAsync(
            run, _folder.Add("note.txt"), new SendOptions { Name = "other", MimeType = "application/x-other" }).Soon();

        Assert.That(result.Name, Is.EqualTo("other"));
        Assert.That((string?)OpenArguments()["mimeType"], Is.EqualTo("application/x-other"));
    }

    [Test]
    public async Task A_missing_file_is_reported_before_the_server_hears_of_it()
    {
        var run = await StartParserAsync();

        await DataClient.SendFileAsync(run, Path.Combine(_folder.Path, "none.txt")).FailsWith<RunContentException>();

        Assert.That(Requests("open"), Is.Empty);
    }
}
