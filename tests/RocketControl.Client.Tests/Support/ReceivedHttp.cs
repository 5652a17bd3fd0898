using System.Net.Http.Headers;
using System.Text;

namespace RocketControl.Client.Tests.Support;

/// <summary>A request as <see cref="ScriptedHttp"/> got it.</summary>
/// <param name="Target">Method, path without its leading slash, and query; the escapes are kept.</param>
/// <param name="Headers">The headers.</param>
/// <param name="MediaType">The type of the body; null without one.</param>
/// <param name="Body">The body; empty without one.</param>
internal sealed record ReceivedHttp(string Target, HttpRequestHeaders Headers, string? MediaType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>True for the same method and path and, where one is given, the same query.</summary>
    public bool Fits(string target) => Target == target || (!target.Contains('?') && Target.Split('?')[0] == target);

    public static async Task<ReceivedHttp> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) => new(
        $"{request.Method} {request.RequestUri!.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped).TrimStart('/')}",
        request.Headers,
        request.Content?.Headers.ContentType?.ToString(),
        request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken));
}
