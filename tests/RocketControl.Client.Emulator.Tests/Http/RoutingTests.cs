using System.Net;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RoutingTests
{
    [TestCase("POST", "/version", "GET")]
    [TestCase("POST", "/status", "GET")]
    [TestCase("OPTIONS", "/task", "POST")]
    [TestCase("GET", "/task/data", "POST")]
    [TestCase("PUT", "/webhook", "POST")]
    [TestCase("POST", "/task/process", "PUT")]
    public async Task A_method_that_a_path_does_not_have_is_refused_and_its_first_one_named(string method, string path, string allowed)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await session.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.EqualTo(new[] { allowed }));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"detail":"Method Not Allowed"}"""));
    }

    [TestCase("GET", "/task/?token=a%20b", "/task?token=a%20b")]
    [TestCase("POST", "/webhook/", "/webhook")]
    [TestCase("PATCH", "/status/", "/status")]
    [TestCase("GET", "/shell", "/shell/")]
    public async Task A_slash_at_the_end_redirects(string method, string path, string target)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage response = await session.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TemporaryRedirect));
        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo(session.Emulator.Endpoint.ToString().TrimEnd('/') + target));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [TestCase("/ping")]
    [TestCase("/use")]
    [TestCase("/shutdown")]
    [TestCase("/auth/callback")]
    [TestCase("/pipe")]
    [TestCase("/Version")]
    [TestCase("/task/service/")]
    public async Task A_path_that_is_not_served_is_not_found_with_a_key_and_denied_without(string path)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using HttpClient stranger = HttpTestClient.Create(session.Emulator);

        using HttpResponseMessage found = await session.Client.GetAsync(path);
        using HttpResponseMessage denied = await stranger.GetAsync(path);

        Assert.That(found.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await found.Content.ReadAsStringAsync(), Is.EqualTo("""{"detail":"Not Found"}"""));
        Assert.That(denied.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("/version", 200)]
    [TestCase("/services", 200)]
    [TestCase("/openapi.json", 200)]
    [TestCase("/redoc", 200)]
    [TestCase("/docs", 401)]
    [TestCase("/status/", 401)]
    [TestCase("/task/service", 404)]
    [TestCase("/", 503)]
    [TestCase("/chat", 503)]
    [TestCase("/chat/index.html", 503)]
    [TestCase("/shell/a/b", 503)]
    [TestCase("/dropper", 400)]
    [TestCase("/client/python/latest", 404)]
    [TestCase("/client/typescript", 404)]
    public async Task Without_a_key(string path, int status)
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using HttpClient stranger = HttpTestClient.Create(session.Emulator);

        using HttpResponseMessage response = await stranger.GetAsync(path);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task The_uptime_is_in_whole_seconds()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        session.Server.Time.Advance(TimeSpan.FromSeconds(12.9));

        JsonNode server = (await session.SendAsync("GET", "/status")).Body["data"]!["server"]!;

        Assert.That(server["uptime"]!.ToJsonString(), Is.EqualTo("12"));
        Assert.That(server["version"], Is.InstanceOf<JsonObject>());
    }

    [TestCase("")]
    [TestCase("?service=")]
    public async Task All_services_come_when_none_is_named(string query)
    {
        await using HttpSession session = await HttpSession.StartAsync();

        JsonNode data = (await session.SendAsync("GET", "/services" + query)).Body["data"]!;

        Assert.That((string?)data["services"]!["webhook"]!["protocol"], Is.EqualTo("webhook://"));
        Assert.That((int?)data["version"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_browser_may_ask_without_a_key_what_it_may_do()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using HttpClient stranger = HttpTestClient.Create(session.Emulator);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/task");
        request.Headers.Add("Origin", "https://page.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization");

        using HttpResponseMessage response = await stranger.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("OK"));
        Assert.That(response.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
        Assert.That(response.Headers.GetValues("Access-Control-Allow-Headers"), Is.EqualTo(new[] { "authorization" }));
        Assert.That(response.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
    }

    [Test]
    public async Task Only_pages_are_told_that_every_origin_may_call()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using var fromPage = new HttpRequestMessage(HttpMethod.Get, "/version");
        fromPage.Headers.Add("Origin", "https://page.example");

        using HttpResponseMessage page = await session.Client.SendAsync(fromPage);
        using HttpResponseMessage other = await session.Client.GetAsync("/version");

        Assert.That(page.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
        Assert.That(other.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
    }
}
