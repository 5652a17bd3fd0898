using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

/// <summary>A server on a manual clock and a client with the server's key.</summary>
internal sealed class HttpSession : IAsyncDisposable
{
    private HttpSession(TaskServer server)
    {
        Server = server;
        Client = HttpTestClient.Create(server.Emulator, server.Emulator.ApiKey);
    }

    public TaskServer Server { get; }

    public RocketRideEmulator Emulator => Server.Emulator;

    public HttpClient Client { get; }

    public static async Task<HttpSession> StartAsync(Func<RocketRideEmulatorOptions, RocketRideEmulatorOptions>? change = null) =>
        new(await TaskServer.StartAsync(change: change));

    /// <summary>Starts the echo pipeline and returns its token.</summary>
    public async Task<string> ExecuteAsync(string project = "project", string query = "")
    {
        (HttpStatusCode status, JsonNode body) = await SendAsync("POST", "/task" + query, Json(Documents.Echo(project)));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToJsonString());
        return (string)body["data"]!["token"]!;
    }

    /// <summary>Uploads to the task and returns the answer's <c>data</c>.</summary>
    public async Task<JsonObject> UploadAsync(string token, HttpContent content)
    {
        (HttpStatusCode status, JsonNode body) = await SendAsync("POST", $"/task/data?token={token}", content);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToJsonString());
        return body["data"]!.AsObject();
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(string method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        using HttpResponseMessage response = await Client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return Server.DisposeAsync();
    }
}
