using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>Pages of every origin may call, without cookies (RocketRide protocol §7.1).</summary>
internal static class CrossOrigin
{
    private static readonly string[] Methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    /// <summary>Whether a browser asks what it may do; it needs no key for that.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && HasOrigin(request) && request.Headers.AccessControlRequestMethod.Count > 0;

    public static HttpAnswer Preflight(HttpRequest request)
    {
        bool allowed = Methods.Contains(request.Headers.AccessControlRequestMethod.ToString());
        HttpAnswer answer = allowed
            ? HttpAnswer.Text("OK")
            : HttpAnswer.Text("Disallowed CORS method", StatusCodes.Status400BadRequest);
        answer = answer.With("Access-Control-Allow-Methods", string.Join(", ", Methods)).With("Access-Control-Max-Age", "600");
        string headers = request.Headers.AccessControlRequestHeaders.ToString();
        return headers.Length > 0 ? answer.With("Access-Control-Allow-Headers", headers) : answer;
    }

    /// <summary>The answer as a page of another origin gets it.</summary>
    public static HttpAnswer Open(HttpRequest request, HttpAnswer answer) =>
        HasOrigin(request) ? answer.With("Access-Control-Allow-Origin", "*") : answer;

    private static bool HasOrigin(HttpRequest request) => request.Headers.Origin.Count > 0;
}
