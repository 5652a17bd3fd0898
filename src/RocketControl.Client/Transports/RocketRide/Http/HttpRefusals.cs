using System.Net;
using System.Text.Json;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>
/// Turns an HTTP answer that is no success into the exception that it stands for. The server has three shapes of error, and a proxy in front of it may say
/// anything (RocketRide protocol §7.1).
/// </summary>
internal static class HttpRefusals
{
    public static RunControlException Read(HttpReply reply, RunOperation operation)
    {
        var context = new RunErrorContext(RunBackend.RocketRide, operation) { HttpStatus = reply.Status, RetryAfter = reply.RetryAfter };
        if (reply.Status == HttpStatusCode.Unauthorized)
            return new RunAuthenticationException("The server refused the credential (HTTP 401). Check RocketRideOptions.Credential.", context);
        if (!reply.IsJson || Parse(reply.Body) is not { } answer)
            return FromStranger(reply, context);

        using (answer)
        {
            var root = answer.RootElement;
            if (root.Member("error"u8) is { ValueKind: JsonValueKind.Object } error)
            {
                var text = error.Text("message"u8) ?? error.Text("error"u8);
                return text == "Bad request"
                    ? new RunAuthenticationException("The server knows no such run key. Check RocketRideOptions.Credential.", context with { ServerMessage = text })
                    : RocketRideErrors.Create(operation, text, TraceOf(error), error.Text("code"u8), reply.Status);
            }
            return root.Member("detail"u8) is { } detail ? FromDetail(detail, context) : FromStranger(reply, context);
        }
    }

    /// <summary>The outcome of one object in an answer that is a success as a whole (RocketRide protocol §7.3).</summary>
    public static RunControlException OfObject(JsonElement failure, HttpStatusCode status)
    {
        var error = failure.Member("error"u8) ?? default;
        var text = error.Text("message"u8) ?? error.Text("error"u8) ?? "";
        // Behind the first line the server lists guesses for people; and its stand-in for an empty text is the same in every case.
        var firstLine = text.Split('\n', 2)[0].Trim();
        return RocketRideErrors.Create(
            RunOperation.Send, firstLine == "Failed to open a data pipe." ? "" : firstLine, TraceOf(error), error.Text("code"u8), status);
    }

    private static RunControlException FromDetail(JsonElement detail, RunErrorContext context)
    {
        var text = Redaction.Redact(detail.ValueKind == JsonValueKind.String ? detail.GetString() : Describe(detail));
        context = context with { ServerMessage = text };
        return (int)context.HttpStatus! switch
        {
            422 or 400 => new RunInvalidArgumentException($"The server refused the request as malformed. It says: {text}", context),
            404 or 405 or 501 => new RunNotSupportedException(
                $"The server has no such route. Check that the address is a RocketRide server's. It says: {text}", context),
            >= 500 => new RunUnavailableException($"The server cannot serve this now. It says: {text}", context),
            _ => new RunServerException($"The server refused the request. It says: {text}", context),
        };
    }

    private static RunControlException FromStranger(HttpReply reply, RunErrorContext context)
    {
        var text = reply.MediaType == "text/html" ? "an HTML page" : Redaction.Redact(HttpExchange.Excerpt(reply));
        var message = $"The answer (HTTP {(int)reply.Status}, {text}) is not a RocketRide server's; probably a proxy's.";
        return (int)reply.Status switch
        {
            403 => new RunPermissionException(message, context),
            407 => new RunAuthenticationException(message, context),
            429 => new RunRateLimitedException(message, context),
            502 or 503 or 504 => new RunUnavailableException(message, context with { OutcomeUnknown = (int)reply.Status is 502 or 504 }),
            _ => new RunProtocolException(message, context with { OutcomeUnknown = (int)reply.Status is < 300 or >= 500 }),
        };
    }

    /// <summary>The list that a failed validation gives: where, and what is wrong there. The refused input itself is not repeated.</summary>
    private static string Describe(JsonElement detail) => detail.ValueKind == JsonValueKind.Array
        ? string.Join("; ", detail.EnumerateArray().Select(item => $"{Place(item)}: {item.Text("msg"u8) ?? "?"}"))
        : "?";

    private static string Place(JsonElement item) => item.Member("loc"u8) is { ValueKind: JsonValueKind.Array } place
        ? string.Join(".", place.EnumerateArray().Select(part => part.ToString()))
        : "?";

    /// <summary>The line is sometimes an array of one number.</summary>
    private static ServerTrace? TraceOf(JsonElement error)
    {
        if (error.Text("file"u8) is not { } file)
            return null;
        var line = error.Integer("lineno"u8);
        if (line is null && error.Member("lineno"u8) is { ValueKind: JsonValueKind.Array } lines && lines.GetArrayLength() > 0
            && lines[0].ValueKind == JsonValueKind.Number && lines[0].TryGetInt64(out var first))
            line = first;
        return new ServerTrace(file, line is >= 0 and <= int.MaxValue ? (int)line.Value : null);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ReadableJson.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
