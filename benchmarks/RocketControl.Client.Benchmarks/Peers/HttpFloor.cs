using System.Net.Http.Headers;
using System.Text.Json;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>A plain <see cref="HttpClient"/> with source-generated JSON.</summary>
internal sealed class HttpFloor : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="authority">Host and port.</param>
    /// <param name="connections">What answers; null for the network.</param>
    public HttpFloor(string authority, HttpMessageHandler? connections = null)
    {
        _client = new HttpClient(connections ?? new SocketsHttpHandler()) { BaseAddress = new Uri($"http://{authority}/") };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "KEY");
    }

    public async Task<int> StatusAsync()
    {
        using var response = await _client.GetAsync("task?token=tk_bench", HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var reply = await JsonSerializer.DeserializeAsync(await response.Content.ReadAsStreamAsync(), PeerJson.Default.HttpStatusReply);
        return reply!.Data!.State;
    }

    public async Task IngestAsync(HttpContent records)
    {
        using var response = await _client.PostAsync("v0/pipelines/bench/ingress/records?format=json&update_format=raw", records);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();
}
