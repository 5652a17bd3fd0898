using System.Net;

namespace RocketControl.Client.Transports.Http;

/// <summary>A whole HTTP answer, its body bounded and read to the end.</summary>
/// <param name="Status">The status code.</param>
/// <param name="MediaType">The type of the body, lower-case, without parameters; empty when not told.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpReply(HttpStatusCode Status, string MediaType, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public bool IsJson => MediaType == "application/json" || MediaType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>How long the server asks to wait before the next attempt, bounded; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
