using System.Net;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class HttpFaultTests
{
    [Test]
    public async Task Any_answer_may_come_without_executing()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using InjectedFault fault = session.Emulator.Faults.OnHttp("POST", "/task").Once()
            .AnswerWith(418, "short and stout", "text/teapot", [KeyValuePair.Create("X-Handle", "yes")]);

        using HttpResponseMessage struck = await session.Client.PostAsync("/task", HttpSession.Json(Documents.Echo("p")));

        Assert.That((int)struck.StatusCode, Is.EqualTo(418));
        Assert.That(struck.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/teapot"));
        Assert.That(struck.Headers.GetValues("X-Handle"), Is.EqualTo(new[] { "yes" }));
        Assert.That(await struck.Content.ReadAsStringAsync(), Is.EqualTo("short and stout"));
        Assert.That(fault.Hits, Is.EqualTo(1));
        Assert.That(await session.ExecuteAsync("p"), Does.StartWith("tk_"));
    }

    [Test]
    public async Task A_proxy_answers_in_html_and_says_when_to_come_back()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        session.Emulator.Faults.OnHttp().Once().AnswerAsProxy(503, retryAfter: "7");

        using HttpResponseMessage response = await session.Client.GetAsync("/version");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(response.Headers.Server, Is.Empty);
    }

    [TestCase(204)]
    [TestCase(304)]
    public async Task An_answer_that_has_no_body_stays_without_one(int status)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        session.Emulator.Faults.OnHttp().Once().AnswerWith(status, "ignored");

        using HttpResponseMessage response = await session.Client.GetAsync("/version");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase(199)]
    [TestCase(600)]
    public async Task A_status_outside_of_http_is_refused(int status)
    {
        await using HttpSession session = await HttpSession.StartAsync();

        Assert.That(() => session.Emulator.Faults.OnHttp().AnswerWith(status), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    public async Task A_drop_before_executing_answers_nothing(ConnectionDrop drop, TcpEnd end)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        session.Emulator.Faults.OnHttp("DELETE").Once().DropBeforeExecuting(drop);

        (string text, TcpEnd actual) = await DeleteAsync(session, token);

        Assert.That((text, actual), Is.EqualTo(("", end)));
        Assert.That(await StateAsync(session, token), Is.EqualTo(3));
    }

    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    public async Task A_drop_after_executing_loses_the_answer_only(ConnectionDrop drop, TcpEnd end)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        session.Emulator.Faults.OnHttp("DELETE").Once().DropAfterExecuting(drop);

        (string text, TcpEnd actual) = await DeleteAsync(session, token);

        Assert.That((text, actual), Is.EqualTo(("", end)));
        Assert.That(await StateAsync(session, token), Is.EqualTo(6));
    }

    [TestCase(ConnectionDrop.Reset, TcpEnd.Reset)]
    [TestCase(ConnectionDrop.Finish, TcpEnd.Finished)]
    public async Task A_drop_inside_the_reply_leaves_half_of_the_announced_body(ConnectionDrop drop, TcpEnd end)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        session.Emulator.Faults.OnHttp("DELETE").Once().DropInsideReply(drop);

        (string text, TcpEnd actual) = await DeleteAsync(session, token);

        Assert.That(actual, Is.EqualTo(end));
        Assert.That(text, Does.Contain("Content-Length: 15\r\n").And.EndWith("\r\n\r\n{\"statu"));
        Assert.That(await StateAsync(session, token), Is.EqualTo(6));
    }

    [Test]
    public async Task A_held_reply_comes_when_it_is_released()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        using Hold hold = session.Emulator.Faults.OnHttp("DELETE").Once().HoldReply();
        Task<(HttpStatusCode Status, JsonNode Body)> terminate = session.SendAsync("DELETE", $"/task?token={token}");
        await hold.Reached;

        int state = await StateAsync(session, token);
        bool answered = terminate.IsCompleted;
        hold.Release();

        Assert.That((state, answered), Is.EqualTo((6, false)));
        Assert.That((await terminate).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_delayed_reply_comes_by_the_clock()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        session.Emulator.Faults.OnHttp(pathPrefix: "/version").Once().DelayReply(TimeSpan.FromSeconds(77));
        Task<HttpResponseMessage> version = session.Client.GetAsync("/version");
        await session.Server.Time.WhenTimerWaitsAsync(TimeSpan.FromSeconds(77));

        bool answered = version.IsCompleted;
        session.Server.Time.Advance(TimeSpan.FromSeconds(77));
        using HttpResponseMessage response = await version;

        Assert.That(answered, Is.False);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_request_that_is_never_answered_ends_when_the_client_gives_up()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using InjectedFault fault = session.Emulator.Faults.OnHttp().Once().NeverAnswer();
        using var patience = new CancellationTokenSource();
        Task<HttpResponseMessage> version = session.Client.GetAsync("/version", patience.Token);
        await fault.WhenHit;

        await patience.CancelAsync();

        Assert.That(async () => await version, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await session.SendAsync("GET", "/version")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Another_reply_may_come_after_executing()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        session.Emulator.Faults.OnHttp("POST", "/task").Once().ReplaceReply(200, """{"data":[]}""");

        (HttpStatusCode status, JsonNode body) = await session.SendAsync("POST", "/task", HttpSession.Json(Documents.Echo()));
        (HttpStatusCode again, _) = await session.SendAsync("POST", "/task", HttpSession.Json(Documents.Echo()));

        Assert.That((status, body.ToJsonString()), Is.EqualTo((HttpStatusCode.OK, """{"data":[]}""")));
        Assert.That(again, Is.EqualTo(HttpStatusCode.BadRequest), "The first one started the task.");
    }

    [Test]
    public async Task A_reply_may_be_rewritten()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        session.Emulator.Faults.OnHttp("POST", "/task").Once().RewriteReply(reply => reply["data"]!["token"] = 5);

        JsonNode body = (await session.SendAsync("POST", "/task", HttpSession.Json(Documents.Echo()))).Body;

        Assert.That(body.ToJsonString(), Is.EqualTo("""{"status":"OK","data":{"token":5}}"""));
    }

    [Test]
    public async Task A_fault_strikes_only_what_it_names()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using InjectedFault fault = session.Emulator.Faults.OnHttp("POST", "/task/data").AnswerWith(500);
        await using RawClient socket = await session.Server.LogInAsync();

        string token = await session.ExecuteAsync();
        (HttpStatusCode status, _) = await session.SendAsync("POST", $"/webhook?token={token}", new StringContent("x"));
        session.Emulator.Faults.Clear();
        JsonObject data = await session.UploadAsync(token, new StringContent("x"));

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((int?)data["objectsCompleted"], Is.EqualTo(1));
        Assert.That(fault.Hits, Is.Zero);
    }

    private static async Task<(string Text, TcpEnd End)> DeleteAsync(HttpSession session, string token)
    {
        using RawExchange exchange = await RawExchange.ConnectAsync(session.Emulator);
        await exchange.WriteAsync($"DELETE /task?token={token} HTTP/1.1\r\nHost: x\r\nAuthorization: {session.Emulator.ApiKey}\r\n\r\n");
        return await exchange.ReadToEndAsync();
    }

    private static async Task<int> StateAsync(HttpSession session, string token) =>
        (int)(await session.SendAsync("GET", $"/task?token={token}")).Body["data"]!["state"]!;
}
