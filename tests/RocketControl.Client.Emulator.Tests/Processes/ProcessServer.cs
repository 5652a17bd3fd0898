using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Processes;

/// <summary>A process manager and plain requests to it.</summary>
internal sealed class ProcessServer : IAsyncDisposable
{
    /// <summary>Against hangs only.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { Timeout = Limit };

    private ProcessServer(ProcessManagerEmulator emulator) => Emulator = emulator;

    public ProcessManagerEmulator Emulator { get; }

    public static async Task<ProcessServer> StartAsync(ProcessManagerEmulatorOptions? options = null) =>
        new(await ProcessManagerEmulator.StartAsync(options));

    public async Task<EmulatorProcess> RunAsync(EmulatorProcessOptions? options = null) => await Emulator.StartProcessAsync(options);

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(Address(path));

    public Task<HttpResponseMessage> PostAsync(string path, string body = "{}", string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
            content.Headers.ContentType = new(contentType);
        return _http.PostAsync(Address(path), content);
    }

    public static async Task<JsonObject> JsonAsync(Task<HttpResponseMessage> request, HttpStatusCode status)
    {
        using HttpResponseMessage response = await request;
        string body = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), body);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        return JsonNode.Parse(body)!.AsObject();
    }

    public static async Task<string> PageAsync(Task<HttpResponseMessage> request, HttpStatusCode status)
    {
        using HttpResponseMessage response = await request;
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"));
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The exit code of a process that has to end.</summary>
    public static Task<int> ExitOf(EmulatorProcess process) => process.Exited.WaitAsync(Limit);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }

    private string Address(string path) => $"{Emulator.Endpoint.ToString().TrimEnd('/')}/api/processes/{path}";
}
