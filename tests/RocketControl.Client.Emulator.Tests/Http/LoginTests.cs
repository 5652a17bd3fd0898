using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LoginTests
{
    [TestCase("Bearer MYAPIKEY", "")]
    [TestCase("Bearer   MYAPIKEY", "")]
    [TestCase("MYAPIKEY", "")]
    [TestCase("MYAPIKEY", "?auth=WRONG")]
    [TestCase("", "?auth=MYAPIKEY")]
    [TestCase(null, "?auth=MYAPIKEY")]
    [TestCase(null, "?auth=Bearer%20MYAPIKEY")]
    public async Task A_key_may_come_in_the_header_or_the_query(string? header, string query)
    {
        await using HttpSession session = await StartAsync();

        (HttpStatusCode status, _, _) = await GetAsync(session, "/status" + query, header);

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(null, "", 401, "Access denied")]
    [TestCase(null, "?Auth=MYAPIKEY", 401, "Access denied")]
    [TestCase("bearer MYAPIKEY", "", 401, "Access denied")]
    [TestCase("Bearer Bearer MYAPIKEY", "", 401, "Access denied")]
    [TestCase("WRONG", "?auth=MYAPIKEY", 401, "Access denied")]
    [TestCase("Bearer tk_unknown", "", 400, "Bad request")]
    [TestCase("Bearer pk_unknown", "", 400, "Bad request")]
    public async Task A_worthless_key_is_refused(string? header, string query, int status, string text)
    {
        await using HttpSession session = await StartAsync();

        (HttpStatusCode Status, string Type, string Body) reply = await GetAsync(session, "/status" + query, header);

        Assert.That((int)reply.Status, Is.EqualTo(status));
        Assert.That(reply.Body, Is.EqualTo($$$"""{"status":"Error","error":{"error":"{{{text}}}"}}"""));
    }

    [TestCase(null, null, "application/json")]
    [TestCase("*/*", null, "application/json")]
    [TestCase("*/*", "text/plain", "text/plain")]
    [TestCase(null, "text/plain", "text/plain")]
    [TestCase(null, "Text/HTML", "text/html")]
    [TestCase("application/json", "text/plain", "application/json")]
    [TestCase("image/png", "text/plain", "application/json")]
    [TestCase("text/html,application/json;q=0.9", null, "text/html")]
    [TestCase("application/json,text/html;q=0.9", null, "application/json")]
    [TestCase("TEXT/PLAIN", null, "text/plain")]
    public async Task A_refusal_comes_in_the_format_that_the_client_accepts(string? accept, string? contentType, string format)
    {
        await using HttpSession session = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = new ByteArrayContent("x"u8.ToArray()) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer WRONG");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using HttpClient client = HttpTestClient.Create(session.Emulator);

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo(format));
        if (format == "text/plain")
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("Access denied"));
    }

    [TestCase("GET", "/task?token=x")]
    [TestCase("DELETE", "/task?token=x")]
    [TestCase("POST", "/task/data?token=x")]
    [TestCase("POST", "/webhook?token=x")]
    [TestCase("PUT", "/task/process?token=x")]
    public async Task The_handlers_of_tasks_want_the_header_although_the_query_logs_in(string method, string path)
    {
        await using HttpSession session = await StartAsync();
        using HttpClient client = HttpTestClient.Create(session.Emulator);
        using var request = new HttpRequestMessage(new HttpMethod(method), path + "&auth=MYAPIKEY");

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            await response.Content.ReadAsStringAsync(),
            Is.EqualTo("""{"detail":[{"type":"missing","loc":["header","authorization"],"msg":"Field required","input":null}]}"""));
    }

    [Test]
    public async Task A_server_without_a_key_takes_any_but_an_empty_one()
    {
        await using HttpSession session = await HttpSession.StartAsync(options => options with { ApiKey = null });

        Assert.That((await GetAsync(session, "/status", "whatever")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await GetAsync(session, "/status")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_login_with_a_task_key_means_its_own_task_whatever_the_token_says()
    {
        await using HttpSession session = await StartAsync();
        string token = await session.ExecuteAsync("own");

        string body = (await GetAsync(session, "/task?token=tk_other", $"Bearer {token}")).Body;

        Assert.That((string?)JsonNode.Parse(body)!["data"]!["project_id"], Is.EqualTo("own"));
    }

    [Test]
    public async Task A_public_key_uploads_but_starts_nothing()
    {
        await using HttpSession session = await StartAsync();
        string token = await session.ExecuteAsync();
        JsonNode status = (await session.SendAsync("GET", $"/task?token={token}")).Body;
        using HttpClient client = HttpTestClient.Create(session.Emulator, (string)status["data"]!["notes"]![0]!["auth-key"]!);

        using HttpResponseMessage upload = await client.PostAsync("/webhook", new StringContent("hi", Encoding.UTF8, "text/plain"));
        using HttpResponseMessage start = await client.PostAsync("/task", HttpSession.Json(Documents.Echo("other")));

        Assert.That(JsonNode.Parse(await upload.Content.ReadAsStringAsync())!["data"]!["objects"]!["body"]!["text"]!.ToJsonString(), Is.EqualTo("""["hi\n\n"]"""));
        Assert.That(start.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            (string?)JsonNode.Parse(await start.Content.ReadAsStringAsync())!["error"]!["message"], Is.EqualTo("Permission 'task.control' denied"));
    }

    private static Task<HttpSession> StartAsync() => HttpSession.StartAsync(options => options with { ApiKey = "MYAPIKEY" });

    private static async Task<(HttpStatusCode Status, string Type, string Body)> GetAsync(HttpSession session, string path, string? authorization = null)
    {
        using HttpClient client = HttpTestClient.Create(session.Emulator);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using HttpResponseMessage response = await client.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType!.ToString(), await response.Content.ReadAsStringAsync());
    }
}
