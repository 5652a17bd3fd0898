using System.Text;
using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.RocketRide.Faults;

/// <summary>The HTTP answer of a refused upgrade; the connection is closed with it, as the real server does.</summary>
internal static class UpgradeRefusal
{
    /// <summary>Writes the answer. Returns false: there is nothing more to serve.</summary>
    public static async Task<bool> WriteAsync(HttpContext context, int status, string body = "", string? retryAfter = null)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/plain";
        response.ContentLength = Encoding.UTF8.GetByteCount(body);
        response.Headers.Connection = "close";
        if (retryAfter is not null)
            response.Headers.RetryAfter = retryAfter;
        await response.WriteAsync(body).ConfigureAwait(false);
        return false;
    }
}
