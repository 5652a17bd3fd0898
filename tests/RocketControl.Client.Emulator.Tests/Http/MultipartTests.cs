using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class MultipartTests
{
    [Test]
    public async Task A_name_that_comes_twice_is_numbered_and_may_hit_another_name()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        JsonObject data = await session.UploadAsync(token, Form(Field("q", "first"), Field("q", "second"), Field("q_0", "third")));

        Assert.That((int?)data["objectsRequested"], Is.EqualTo(3));
        Assert.That((int?)data["objectsCompleted"], Is.EqualTo(3));
        Assert.That(
            data["objects"]!.AsObject().Select(member => $"{member.Key}={member.Value!["text"]![0]}"), Is.EqualTo(new[] { "q_0=third\n\n", "q_1=second\n\n" }));
    }

    [Test]
    public async Task A_file_without_a_type_is_of_unknown_type()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        JsonObject data = await session.UploadAsync(token, Form(Part("form-data; name=\"f\"; filename=\"a.txt\"", "hi")));

        Assert.That(data["resultTypes"]!.ToJsonString(), Is.EqualTo("{}"));
        Assert.That((string?)data["objects"]!["f"]!["name"], Is.EqualTo("a.txt"));
    }

    [TestCase("Text/Plain; charset=utf-8")]
    [TestCase("text/plain")]
    public async Task A_file_has_its_own_type(string type)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        JsonObject data = await session.UploadAsync(token, Form(Part("form-data; name=\"f\"; filename=\"ä.txt\"", "hi", type)));

        Assert.That(data["objects"]!["f"]!["text"]!.ToJsonString(), Is.EqualTo("""["hi\n\n"]"""));
        Assert.That((string?)data["objects"]!["f"]!["name"], Is.EqualTo("ä.txt"));
    }

    [Test]
    public async Task An_empty_file_name_still_makes_a_file()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        JsonObject data = await session.UploadAsync(token, Form(Part("form-data; name=\"f\"; filename=\"\"", "hi", "text/plain")));

        Assert.That((string?)data["objects"]!["f"]!["name"], Does.StartWith("upload_"));
    }

    [Test]
    public async Task An_empty_text_is_written_and_an_empty_file_is_not()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        JsonObject data = await session.UploadAsync(
            token, Form(Field("t", ""), Part("form-data; name=\"f\"; filename=\"a.txt\"", "", "text/plain")));

        Assert.That(data["objects"]!["t"]!["text"]!.ToJsonString(), Is.EqualTo("""["\n\n"]"""));
        Assert.That(data["objects"]!["f"]!.AsObject().ContainsKey("text"), Is.False);
        Assert.That((int?)data["objectsCompleted"], Is.EqualTo(2));
    }

    [TestCase("--B--\r\n")]
    [TestCase("")]
    public async Task A_form_without_parts_has_no_objects(string form)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        JsonObject data = await session.UploadAsync(token, Body(form));

        Assert.That(data.ToJsonString(), Is.EqualTo("""{"objectsRequested":0,"objectsCompleted":0,"resultTypes":{},"objects":{}}"""));
    }

    [Test]
    public async Task A_large_file_is_written_in_pieces_of_64_kibibytes_and_a_text_in_one()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        string piece = new('a', 64 * 1024);
        string large = string.Concat(Enumerable.Repeat(piece, 40));

        JsonObject data = await session.UploadAsync(
            token, Form(Part("form-data; name=\"f\"; filename=\"a.txt\"", large, "text/plain"), Field("t", piece + piece)));

        Assert.That((string?)data["objects"]!["f"]!["text"]![0], Is.EqualTo(string.Concat(Enumerable.Repeat(piece + "\n\n", 40))));
        Assert.That((string?)data["objects"]!["t"]!["text"]![0], Is.EqualTo(piece + piece + "\n\n"));
    }

    [Test]
    public async Task More_parts_than_threads_wait_for_their_turn()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync(query: "?threads=1");

        JsonObject data = await session.UploadAsync(token, Form([.. Enumerable.Range(0, 20).Select(n => Field($"q{n}", $"text {n}"))]));

        Assert.That((int?)data["objectsCompleted"], Is.EqualTo(20));
        Assert.That(
            data["objects"]!.AsObject().Select(member => (string)member.Value!["text"]![0]!), Is.EqualTo(Enumerable.Range(0, 20).Select(n => $"text {n}\n\n")));
    }

    [Test]
    public async Task Every_part_fails_for_itself()
    {
        await using HttpSession session = await HttpSession.StartAsync();

        JsonObject data = await session.UploadAsync("tk_unknown", Form(Field("a", "1"), Field("b", "2")));

        Assert.That((int?)data["objectsCompleted"], Is.Zero);
        Assert.That(
            data["objects"]!.AsObject().Select(member => $"{member.Key} {((string)member.Value!["error"]!["message"]!).Split('\n')[0]}"),
            Is.EqualTo(new[] { "a Your pipeline is not running", "b Your pipeline is not running" }));
    }

    [TestCase("multipart/form-data", "--B--\r\n", "400: Missing boundary in multipart.")]
    [TestCase("multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n", "400: The Content-Disposition header field \"name\" must be provided.")]
    [TestCase("multipart/form-data; boundary=B", "--B\r\n\r\nx\r\n--B--\r\n", "400: The Content-Disposition header field \"name\" must be provided.")]
    [TestCase("multipart/form-data; boundary=B", "no form at all", "400: ")]
    [TestCase("multipart/form-data; boundary=B", "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off", "400: ")]
    public async Task A_broken_form_is_refused_as_a_whole(string type, string form, string message)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        (HttpStatusCode status, JsonNode body) = await session.SendAsync("POST", $"/task/data?token={token}", Body(form, type));

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)body["status"], Is.EqualTo("Error"));
        Assert.That((string?)body["error"]!["message"], Does.StartWith(message));
    }

    [Test]
    public async Task A_form_has_limits()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        (HttpStatusCode many, JsonNode tooMany) = await session.SendAsync(
            "POST", $"/webhook?token={token}", Form([.. Enumerable.Range(0, 1001).Select(n => Field(n.ToString(CultureInfo.InvariantCulture), ""))]));
        (HttpStatusCode large, JsonNode tooLarge) = await session.SendAsync(
            "POST", $"/webhook?token={token}", Form(Field("t", new string('a', (1024 * 1024) + 1))));

        Assert.That((many, large), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        Assert.That((string?)tooMany["error"]!["message"], Is.EqualTo("400: Too many fields. Maximum number of fields is 1000."));
        Assert.That((string?)tooLarge["error"]!["message"], Is.EqualTo("400: Part exceeded maximum size of 1024KB."));
    }

    private static string Field(string name, string text) => Part($"form-data; name=\"{name}\"", text);

    private static string Part(string disposition, string content, string? type = null) =>
        $"--B\r\nContent-Disposition: {disposition}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n{content}\r\n";

    private static ByteArrayContent Form(params string[] parts) => Body(string.Concat(parts) + "--B--\r\n");

    private static ByteArrayContent Body(string form, string type = "multipart/form-data; boundary=B")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(form));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
