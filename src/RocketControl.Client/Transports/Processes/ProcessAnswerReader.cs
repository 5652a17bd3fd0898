using System.Net;
using System.Text.Json;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Processes;

/// <summary>
/// Understands answers by their text first and their status second: the server disguises a client's mistakes as 500, and an absent route differs from an unknown
/// process only in that it answers with a page for people (process protocol §4, §6).
/// </summary>
internal static class ProcessAnswerReader
{
    /// <exception cref="RunControlException">It says something else than <see cref="ProcessAnswerKind"/> knows.</exception>
    public static ProcessAnswer Read(HttpReply reply, RunOperation operation)
    {
        var context = new RunErrorContext(RunBackend.Processes, operation) { HttpStatus = reply.Status, RetryAfter = reply.RetryAfter };
        var root = reply.IsJson ? Parse(reply.Body) : default;
        if (root.Text("error"u8) is { } error)
            return FromText(Redaction.Redact(error)!, root, context);
        if (reply.IsSuccess && root.ValueKind == JsonValueKind.Object)
            return new ProcessAnswer(ProcessAnswerKind.Done, reply.Status, root, Redaction.Redact(root.Text("message"u8)) ?? "");
        if (reply.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed && reply.MediaType == "text/html")
            return new ProcessAnswer(ProcessAnswerKind.NoRoute, reply.Status, default, "");
        throw FromStatus(reply.MediaType == "text/html" ? "an HTML page" : Redaction.Redact(HttpExchange.Excerpt(reply))!, context);
    }

    private static ProcessAnswer FromText(string text, JsonElement root, RunErrorContext context)
    {
        if (KindOf(text) is { } kind)
            return new ProcessAnswer(kind, context.HttpStatus!.Value, root, text);
        context = context with { ServerMessage = text };
        if (text.StartsWith("Server error: 415", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Server error: 400", StringComparison.OrdinalIgnoreCase))
        {
            throw new RunProtocolException(
                $"The request reached the server without its JSON body or its type, so something on the way changed it. The server says: {text}", context);
        }
        throw (int)context.HttpStatus!.Value switch
        {
            400 or 422 => new RunInvalidArgumentException($"The server refused the request. It says: {text}", context),
            401 or 403 or 407 or 429 or 502 or 503 or 504 => FromStatus(text, context),
            _ => new RunServerException($"The server failed. It says: {text}", context),
        };
    }

    private static ProcessAnswerKind? KindOf(string text)
    {
        if (Has("not JSON serializable"))
            return ProcessAnswerKind.NotSerializable;
        if (Has("already terminated"))
            return ProcessAnswerKind.AlreadyTerminated;
        if (text.StartsWith("Failed to terminate process:", StringComparison.OrdinalIgnoreCase))
            return ProcessAnswerKind.TerminationFailed;
        if (Has("or process not found"))
            return ProcessAnswerKind.NotFoundOrFailed;
        return Has("not found") && !text.StartsWith("Server error:", StringComparison.OrdinalIgnoreCase) ? ProcessAnswerKind.NotFound : null;

        bool Has(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private static RunControlException FromStatus(string text, RunErrorContext context)
    {
        var status = (int)context.HttpStatus!.Value;
        return status switch
        {
            401 or 407 => new RunAuthenticationException(
                $"A credential is wanted, or the one that was sent is refused (HTTP {status}). Check ProcessManagerOptions.Credential.", context),
            403 => new RunPermissionException($"The request is not allowed (HTTP 403): {text}", context),
            429 => new RunRateLimitedException("Too many requests (HTTP 429).", context),
            502 or 503 or 504 => new RunUnavailableException(
                $"A proxy does not reach the server now (HTTP {status}).", context with { OutcomeUnknown = status is not 503 }),
            _ => new RunProtocolException(
                $"The answer (HTTP {status}, {text}) is not a process manager's. Check that ProcessManagerOptions.Endpoint is the base address.",
                context with { OutcomeUnknown = status is < 300 or >= 500 }),
        };
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = ReadableJson.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default; // Said by the caller: whatever it is, it is no answer of a process manager.
        }
    }
}
