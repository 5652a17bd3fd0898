using System.Net.Http.Headers;

namespace RocketControl.Client.Transports.Http;

/// <summary>Reads <c>Retry-After</c>, in seconds or as a date. Bounded: a server must not put a client to sleep for a day.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if ((headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now) is not { } pause)
            return null;
        return pause > Longest ? Longest : pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }
}
