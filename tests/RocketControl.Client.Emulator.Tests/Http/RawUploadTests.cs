using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RawUploadTests
{
    [TestCase("attachment; filename=note.txt", "note.txt", "")]
    [TestCase("attachment; filename=\"my note.txt\"; size=3", "my note.txt", "")]
    [TestCase("filename='q.txt'", "q.txt", "")]
    [TestCase("attachment; filename*=UTF-8''%C3%A4.txt", "UTF-8''%C3%A4.txt", "")]
    [TestCase("attachment; filename=d/e/f.txt", "d/e/f.txt", "d/e")]
    public async Task The_name_comes_from_the_disposition(string disposition, string name, string path)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        StringContent content = Text("hi");
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);

        JsonNode body = (await session.UploadAsync(token, content))["objects"]!["body"]!;

        Assert.That((string?)body["name"], Is.EqualTo(name));
        Assert.That((string?)body["path"], Is.EqualTo(path));
    }

    [TestCase(null)]
    [TestCase("attachment")]
    [TestCase("attachment; filename=\"\"")]
    public async Task Without_a_name_one_is_made_up(string? disposition)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        StringContent content = Text("hi");
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);

        string name = (string)(await session.UploadAsync(token, content))["objects"]!["body"]!["name"]!;

        Assert.That(name, Does.StartWith("stream-"));
        Assert.That(Guid.TryParse(name["stream-".Length..], out _), Is.True);
    }

    [TestCase("text/plain; charset=latin1", true)]
    [TestCase("TEXT/Plain", true)]
    [TestCase("application/x-www-form-urlencoded", false)]
    [TestCase("application/octet-stream", false)]
    [TestCase(null, false)]
    public async Task The_type_decides_the_lane_in_lower_case_and_without_parameters(string? type, bool isText)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        var content = new ByteArrayContent("a=b"u8.ToArray());
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);

        JsonObject data = await session.UploadAsync(token, content);

        Assert.That(data["resultTypes"]!.ToJsonString(), Is.EqualTo(isText ? """{"text":"text"}""" : "{}"));
        Assert.That(data["objects"]!["body"]!.AsObject().ContainsKey("text"), Is.EqualTo(isText));
        Assert.That((int?)data["objectsCompleted"], Is.EqualTo(1));
    }

    [Test]
    public async Task An_empty_body_is_an_object_without_a_result()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();

        JsonObject data = await session.UploadAsync(token, Text(""));

        Assert.That(
            data["objects"]!["body"]!.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "name", "path", "objectId", "status" }));
    }

    [Test]
    public async Task A_long_body_is_written_in_pieces_of_64_kibibytes()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        string first = new('a', 64 * 1024);

        JsonObject data = await session.UploadAsync(token, Text(first + first + "rest"));

        Assert.That((string?)data["objects"]!["body"]!["text"]![0], Is.EqualTo($"{first}\n\n{first}\n\nrest\n\n"));
    }

    [Test]
    public async Task A_body_need_not_say_how_long_it_is()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        using RawExchange exchange = await RawExchange.ConnectAsync(session.Emulator);

        await exchange.WriteAsync($"{Head(session, token)}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n");

        Assert.That(await exchange.ReadBodyAsync(), Does.Contain("""{"text":["hi!\n\n"],"name":"stream-"""));
    }

    [Test]
    public async Task A_pipe_that_is_gone_meanwhile_leaves_nothing_but_ok()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        await using RawClient socket = await session.Server.LogInAsync();
        string token = await ExecuteTracedAsync(socket);
        using RawExchange exchange = await RawExchange.ConnectAsync(session.Emulator);
        await exchange.WriteAsync($"{Head(session, token)}Content-Length: 2\r\nConnection: close\r\n\r\n");
        await socket.NextEventAsync("apaevt_flow");

        await socket.ClosePipeAsync(token, 0);
        await exchange.WriteAsync("hi");

        Assert.That(
            await exchange.ReadBodyAsync(),
            Is.EqualTo("""{"status":"OK","data":{"objectsRequested":1,"objectsCompleted":1,"resultTypes":{},"objects":{"body":{"status":"OK"}}}}"""));
    }

    [Test]
    public async Task An_upload_that_breaks_off_commits_what_was_written()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        await using RawClient socket = await session.Server.LogInAsync();
        string token = await ExecuteTracedAsync(socket);
        using (RawExchange exchange = await RawExchange.ConnectAsync(session.Emulator))
        {
            await exchange.WriteAsync($"{Head(session, token)}Content-Length: 100000\r\n\r\n{new string('a', 64 * 1024)}");
            await NextFlowAsync(socket, "text");
        }

        JsonNode end = await NextFlowAsync(socket, "end");

        Assert.That((string?)end["trace"]!["text"]![0], Is.EqualTo(new string('a', 64 * 1024) + "\n\n"));
    }

    [Test]
    public async Task A_hidden_failure_counts_as_completed()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        session.Server.Faults.FailNextWrite("broken");

        JsonObject data = await session.UploadAsync(token, Text("hi"));

        Assert.That((int?)data["objectsCompleted"], Is.EqualTo(1));
        Assert.That(data["objects"]!["body"]!.AsObject().ContainsKey("text"), Is.False);
    }

    [Test]
    public async Task A_server_has_a_limit()
    {
        await using HttpSession session = await HttpSession.StartAsync(options => options with { MaxUploadBytes = 1000 });
        string token = await session.ExecuteAsync();

        (System.Net.HttpStatusCode status, _) = await session.SendAsync("POST", $"/webhook?token={token}", Text(new string('a', 1001)));

        Assert.That((int)status, Is.EqualTo(413));
    }

    private static StringContent Text(string text) => new(text, new MediaTypeHeaderValue("text/plain"));

    private static string Head(HttpSession session, string token) =>
        $"POST /webhook?token={token} HTTP/1.1\r\nHost: x\r\nAuthorization: {session.Emulator.ApiKey}\r\nContent-Type: text/plain\r\n";

    private static async Task<string> ExecuteTracedAsync(RawClient socket)
    {
        string token = await socket.ExecuteAsync(Documents.Echo(), new() { ["pipelineTraceLevel"] = "full" });
        await socket.MonitorAsync(token, "FLOW");
        return token;
    }

    private static async Task<JsonNode> NextFlowAsync(RawClient socket, string operationOrLane)
    {
        while (true)
        {
            JsonNode body = (await socket.NextEventAsync("apaevt_flow"))["body"]!;
            if ((string?)body["op"] == operationOrLane || (string?)body["trace"]?["lane"] == operationOrLane)
                return body;
        }
    }
}
