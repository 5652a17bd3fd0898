using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.Hosting;

/// <summary>An answer that is complete but not written yet. A content type of null is for no such header.</summary>
internal sealed record HttpAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static HttpAnswer Json(JsonNode body, int status = StatusCodes.Status200OK) =>
        Of(status, "application/json", body.ToJsonString(Unescaped));

    public static HttpAnswer Text(string text, int status = StatusCodes.Status200OK) => Of(status, "text/plain; charset=utf-8", text);

    public static HttpAnswer Html(string page, int status = StatusCodes.Status200OK) => Of(status, "text/html; charset=utf-8", page);

    public static HttpAnswer Of(int status, string? contentType, string body) => new(status, contentType, Encoding.UTF8.GetBytes(body));

    public HttpAnswer With(params IEnumerable<KeyValuePair<string, string>> headers) => this with { Headers = [.. Headers, .. headers] };

    public HttpAnswer With(string header, string value) => With(KeyValuePair.Create(header, value));
}
