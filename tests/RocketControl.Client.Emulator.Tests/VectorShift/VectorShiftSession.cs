using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.VectorShift;

/// <summary>An emulator and a plain HTTP client for it.</summary>
internal sealed class VectorShiftSession : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { Timeout = Limit };

    private VectorShiftSession(VectorShiftEmulator server)
    {
        Server = server;
        _http.BaseAddress = new Uri(server.Endpoint + "/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
    }

    public VectorShiftEmulator Server { get; }

    public HttpRequestHeaders Headers => _http.DefaultRequestHeaders;

    public static async Task<VectorShiftSession> StartAsync(VectorShiftEmulatorOptions? options = null) => new(await VectorShiftEmulator.StartAsync(options));

    public Task<(int Status, JsonNode? Body)> PostAsync(string route, string json) =>
        PostAsync(route, new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<(int Status, JsonNode? Body)> PostAsync(string route, HttpContent content)
    {
        using var answer = await _http.PostAsync(route, content);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync()));
    }

    public async Task<(int Status, JsonNode? Body)> GetAsync(string route)
    {
        using var answer = await _http.GetAsync(route);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Starts a streamed run; its stream is read line by line.</summary>
    public async Task<StreamReader> StreamAsync(string pipeline, string inputs = "{}")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"pipeline/{pipeline}/run")
        {
            Content = new StringContent($$"""{"inputs":{{inputs}},"stream":true}""", Encoding.UTF8, "application/json"),
        };
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>Starts a run that goes on, and returns its id.</summary>
    public async Task<string> StartEndlessAsync()
    {
        var stream = await StreamAsync("endless");
        var first = await stream.ReadLineAsync().WaitAsync(Limit);
        return (string)JsonNode.Parse(first!["data: ".Length..])!["run_id"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
