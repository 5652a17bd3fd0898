using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.Hosting;

/// <summary>An answer that is not written yet. A content type of null is for no such header.</summary>
internal sealed record HttpAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Writes a body of unknown length, until it is done or the client or the server gives up; null when there is only <see cref="Body"/>.</summary>
    public Func<Stream, CancellationToken, Task>? Stream { get; init; }

    public static HttpAnswer Json(JsonNode body, int status = StatusCodes.Status200OK) =>
        Of(status, "application/json", body.ToJsonString(Unescaped));

    public static HttpAnswer Text(string text, int status = StatusCodes.Status200OK) => Of(status, "text/plain; charset=utf-8", text);

    public static HttpAnswer Html(string page, int status = StatusCodes.Status200OK) => Of(status, "text/html; charset=utf-8", page);

    public static HttpAnswer Of(int status, string? contentType, string body) => new(status, contentType, Encoding.UTF8.GetBytes(body));

    public static HttpAnswer Streamed(string contentType, Func<Stream, CancellationToken, Task> stream) =>
        new(StatusCodes.Status200OK, contentType, ReadOnlyMemory<byte>.Empty) { Stream = stream };

    public HttpAnswer With(params IEnumerable<KeyValuePair<string, string>> headers) => this with { Headers = [.. Headers, .. headers] };

    public HttpAnswer With(string header, string value) => With(KeyValuePair.Create(header, value));
}
