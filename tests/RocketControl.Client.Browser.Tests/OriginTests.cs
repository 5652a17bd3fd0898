using System.Net;
using System.Net.Http.Json;
using RunDashboard;

namespace RocketControl.Client.Browser.Tests;

/// <summary>What the server lets in and out; no browser needed.</summary>
internal sealed class OriginTests
{
    private Dashboard? _dashboard;
    private HttpClient? _http;

    private Dashboard Dashboard => _dashboard!;

    private HttpClient Http => _http!;

    [SetUp]
    public async Task StartAsync()
    {
        _dashboard = await Dashboard.StartAsync(DashboardArguments.Parse(["--port", "0", "--system", "rocketride", "--no-demo"]), CancellationToken.None);
        _http = new HttpClient { BaseAddress = new Uri(_dashboard.Address) };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _http?.Dispose();
        if (_dashboard is not null)
            await _dashboard.DisposeAsync();
    }

    [TestCase("Origin", "https://elsewhere.example")]
    [TestCase("Origin", "null")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Host", "elsewhere.example")]
    public async Task What_another_page_lets_a_browser_send_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/systems/rocketride/runs") { Content = JsonContent.Create(new Dictionary<string, string>()) };
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Nothing_is_read_under_a_name_that_another_site_can_have()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/runs") { Headers = { Host = "elsewhere.example" } };

        using var response = await Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task The_page_itself_is_let_in_and_never_told_a_token()
    {
        var pipeline = Dashboard.Systems[0].StartFields.ToDictionary(field => field.Name, field => field.Value);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/systems/rocketride/runs") { Content = JsonContent.Create(pipeline) };
        request.Headers.Add("Origin", Dashboard.Address);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var response = await Http.SendAsync(request);

        var run = (await Dashboard.Systems[0].Client.ListAsync()).Single().Run;
        var told = await response.Content.ReadAsStringAsync() + await Http.GetStringAsync("api/runs") + await Http.GetStringAsync("api/systems");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(told, Does.Contain("\"running\"").Or.Contain("\"unknown\"").And.Not.Contain(run.Id));
        Assert.That(run.PublicToken is null || !told.Contains(run.PublicToken, StringComparison.Ordinal));
    }

    [TestCase("runs/99/pause")]
    [TestCase("systems/none/runs")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var response = await Http.PostAsJsonAsync($"api/{path}", new Dictionary<string, string>());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public void A_port_that_is_in_use_is_said_to_be()
    {
        var arguments = new DashboardArguments { Url = Dashboard.Address, System = SystemName.VectorShift };

        Assert.That(
            () => Dashboard.StartAsync(arguments, CancellationToken.None),
            Throws.TypeOf<IOException>().With.Message.StartsWith($"{Dashboard.Address} is in use.").And.Message.Contains("--port"));
    }
}
