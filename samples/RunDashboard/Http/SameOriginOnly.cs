using System.Net;
using Microsoft.AspNetCore.Http;

namespace RunDashboard.Http;

/// <summary>
/// Refuses what other pages let a browser send: this server controls runs. A request must be addressed to this machine by a name that no other site can have, and what
/// changes something must come from the page itself. Programs that are no browser send neither header and are let in.
/// </summary>
internal sealed class SameOriginOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsLoopback(context.Request.Host.Host) && (HttpMethods.IsGet(context.Request.Method) || IsSameOrigin(context.Request)))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsSameOrigin(HttpRequest request) =>
        (request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}")
        && (request.Headers["Sec-Fetch-Site"].Count == 0 || request.Headers["Sec-Fetch-Site"] == "same-origin");
}
