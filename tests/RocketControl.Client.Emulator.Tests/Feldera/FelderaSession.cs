using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>A server at the real server's pace on a manual clock, and a client without any knowledge of Feldera.</summary>
internal sealed class FelderaSession : IAsyncDisposable
{
    public const string Program = """
        CREATE TABLE t (id INT NOT NULL, name VARCHAR) WITH ('materialized' = 'true', 'connectors' = '[{"name": "feed"}]');
        CREATE MATERIALIZED VIEW v AS SELECT * FROM t;
        CREATE VIEW names AS SELECT name FROM t;
        """;

    private FelderaSession(FelderaEmulator emulator, ManualTimeProvider clock)
    {
        Emulator = emulator;
        Clock = clock;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = emulator.Endpoint,
            Timeout = RawClient.Deadline,
        };
        if (emulator.ApiKey is { } key)
            Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public FelderaEmulator Emulator { get; }

    public ManualTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public static async Task<FelderaSession> StartAsync(
        FelderaEdition edition = FelderaEdition.Enterprise, Func<FelderaEmulatorOptions, FelderaEmulatorOptions>? change = null)
    {
        var clock = new ManualTimeProvider();
        var options = new FelderaEmulatorOptions { TimeProvider = clock, Timings = new FelderaTimings(), Edition = edition };
        return new FelderaSession(await FelderaEmulator.StartAsync(change?.Invoke(options) ?? options), clock);
    }

    /// <summary>A session with a pipeline <c>p</c> that is compiled and, if a status is given, started.</summary>
    public static async Task<FelderaSession> WithPipelineAsync(
        string? initial = null, FelderaEdition edition = FelderaEdition.Enterprise, JsonObject? runtimeConfig = null, string program = Program)
    {
        FelderaSession session = await StartAsync(edition);
        await session.CreateAsync(program, runtimeConfig);
        session.Advance(20);
        if (initial is not null)
            await session.RunAsync($"initial={initial}");
        return session;
    }

    public async Task CreateAsync(string program = Program, JsonObject? runtimeConfig = null, string name = "p")
    {
        var body = new JsonObject { ["name"] = name, ["program_code"] = program };
        if (runtimeConfig is not null)
            body["runtime_config"] = runtimeConfig;
        FelderaReply reply = await SendAsync("PUT", $"/v0/pipelines/{name}", body);
        Assert.That((int)reply.Status, Is.EqualTo(200).Or.EqualTo(201), reply.Text);
    }

    /// <summary>Starts the pipeline and lets enough time pass for it to be where it is to be.</summary>
    public async Task RunAsync(string query = "")
    {
        await AcceptAsync($"start?{query}");
        Advance(20);
    }

    /// <summary>Posts an action of the pipeline that has to be accepted.</summary>
    public async Task<FelderaReply> AcceptAsync(string action)
    {
        FelderaReply reply = await PostAsync(action);
        Assert.That((int)reply.Status, Is.EqualTo(200).Or.EqualTo(202), reply.Text);
        return reply;
    }

    public Task<FelderaReply> PostAsync(string action) => SendAsync("POST", $"/v0/pipelines/p/{action}");

    public Task<FelderaReply> GetAsync(string path) => SendAsync("GET", $"/v0/pipelines/p/{path}");

    /// <summary>The pipeline's status, as clients read it.</summary>
    public Task<FelderaReply> StatusAsync() => SendAsync("GET", "/v0/pipelines/p?selector=status");

    public async Task<string> StatusNameAsync() => (string)(await StatusAsync())["deployment_status"]!;

    public async Task<string?> DeploymentErrorAsync() => (string?)(await StatusAsync())["deployment_error"]?["error_code"];

    /// <summary>Pushes text into the table and returns the answer.</summary>
    public Task<FelderaReply> IngestAsync(string body, string query = "format=json&update_format=raw&force=true", string table = "t") =>
        SendAsync("POST", $"/v0/pipelines/p/ingress/{table}?{query}", new StringContent(body, Encoding.UTF8, "text/plain"));

    /// <summary>The rows that an ad-hoc query finds.</summary>
    public async Task<string[]> QueryAsync(string sql)
    {
        FelderaReply reply = await GetAsync($"query?format=json&sql={Uri.EscapeDataString(sql)}");
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), reply.Text);
        return reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public Task<FelderaReply> SendAsync(string method, string path, JsonNode? body) =>
        SendAsync(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public async Task<FelderaReply> SendAsync(string method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return new FelderaReply(response.StatusCode, Parse(text), text, response);
    }

    public void Advance(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return Emulator.DisposeAsync();
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
