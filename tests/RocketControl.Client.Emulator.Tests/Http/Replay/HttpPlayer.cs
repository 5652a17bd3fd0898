using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Http.Replay;

/// <summary>Sends recorded requests to an emulator, one after the other.</summary>
internal sealed class HttpPlayer(HttpClient client)
{
    public async Task<HttpReply> PlayAsync(RecordedExchange exchange)
    {
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), exchange.Path);
        if (exchange.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(exchange.Body));
            request.Content.Headers.ContentType = null;
        }
        foreach ((string name, string value) in exchange.Headers)
        {
            HttpHeaders headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? request.Content!.Headers : request.Headers;
            headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        bool isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return new HttpReply((int)response.StatusCode, Texts(response), isJson ? JsonNode.Parse(text) : null, isJson ? null : text);
    }

    private static Dictionary<string, string> Texts(HttpResponseMessage response) => response.Headers
        .Concat(response.Content.Headers)
        .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
}
