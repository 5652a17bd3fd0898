using System.Net.Http.Headers;
using RocketControl.Client.Benchmarks.Server;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>Answers every request with the same status, at once.</summary>
internal sealed class CannedHttp : HttpMessageHandler
{
    private static readonly byte[] Answer = [.. """{"status": "OK", "data": """u8, .. Canned.Status, .. "}"u8];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(Answer);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Task.FromResult(new HttpResponseMessage { Content = content });
    }
}
