using System.Net;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Http;

/// <summary>
/// The answer to a credential that is worth nothing, in the format that the client accepts; when it accepts anything, in the format of its own body
/// (RocketRide protocol §7.1).
/// </summary>
internal static class LoginRefusal
{
    public static HttpAnswer Answer(HttpRequest request, LoginRefusedException refused)
    {
        string text = refused.Code == StatusCodes.Status401Unauthorized ? "Access denied" : refused.Message;
        string format = Format(request);
        if (format.StartsWith("text/html", StringComparison.Ordinal))
            return HttpAnswer.Html(Page(refused), refused.Code);
        return format.StartsWith("text/plain", StringComparison.Ordinal)
            ? HttpAnswer.Text(text, refused.Code)
            : Envelope.Error(text, refused.Code);
    }

    private static string Format(HttpRequest request)
    {
        string accept = request.Headers.Accept.ToString();
        return (accept is "" or "*/*" ? request.ContentType ?? "" : accept).ToLowerInvariant();
    }

    private static string Page(LoginRefusedException refused)
    {
        string title = refused.Code == StatusCodes.Status401Unauthorized ? "401 - Access Denied" : $"{refused.Code} - Error";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="UTF-8"><title>{title}</title></head>
            <body><h1>{title}</h1><p>{WebUtility.HtmlEncode(refused.Message)}</p></body>
            </html>

            """;
    }
}
