using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator;

/// <summary>A request that reached an emulator over HTTP.</summary>
/// <param name="Method">The method, such as <c>POST</c>.</param>
/// <param name="Path">The path without the query, percent-decoded.</param>
/// <param name="Query">The query as it came, with its question mark; empty when there is none.</param>
/// <param name="Headers">The headers, <c>Authorization</c> included; several of the same name are joined by commas. Names are case-insensitive.</param>
public sealed record ReceivedHttpRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as text; null where the emulator keeps none (RocketRide's bodies may be of any size).</summary>
    public string? Body { get; init; }

    /// <summary>Path and query as they came, not decoded; empty where the emulator keeps none.</summary>
    public string RawTarget { get; init; } = "";

    internal static ReceivedHttpRequest Of(HttpRequest request) => new(
        request.Method,
        request.Path.Value ?? "/",
        request.QueryString.Value ?? "",
        request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}
