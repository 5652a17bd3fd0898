using System.Net;
using System.Text.Json;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// Turns an answer that is no success into the exception that it stands for: by its <c>error_code</c> first, by its HTTP status when there is none that is known
/// (Feldera protocol §4).
/// </summary>
internal static class FelderaErrors
{
    public const string NotDeployed = "PipelineInteractionNotDeployed";

    /// <summary>Behind this text of an unreachable pipeline nothing has reached it.</summary>
    private const string NeverConnected = "Failed to connect to host";

    /// <param name="reply">The answer.</param>
    /// <param name="operation">What the user was doing.</param>
    /// <param name="pipeline">The pipeline it was about; null for none.</param>
    public static RunControlException Read(HttpReply reply, RunOperation operation, string? pipeline)
    {
        var context = new RunErrorContext(RunBackend.Feldera, operation) { HttpStatus = reply.Status, RetryAfter = reply.RetryAfter };
        if (Parse(reply.Body) is not { } answer)
            return FromStranger(reply, context);
        if (answer.ValueKind != JsonValueKind.Object || answer.Text("message"u8) is null)
        {
            return FromStatus(
                answer.ValueKind == JsonValueKind.String ? Redaction.Redact(answer.GetString()) : null, context with { OutcomeUnknown = IsOfGateway(reply.Status) });
        }
        return FromAnswer(answer, context, pipeline);
    }

    /// <summary>An error that arrives inside a stream whose status was a success already.</summary>
    public static RunControlException OfLine(JsonElement line, RunOperation operation, string pipeline) =>
        FromAnswer(line, new RunErrorContext(RunBackend.Feldera, operation), pipeline);

    /// <summary>Whether a refusal only says that somebody else was faster, so that trying once more is right.</summary>
    public static bool IsOutdated(RunControlException failure) => failure.Code is "OutdatedProgramVersion" or "OutdatedPipelineVersion";

    /// <summary>A body that is no JSON, in words that fit a message.</summary>
    public static string Describe(HttpReply reply) =>
        reply.MediaType == "text/html" ? "an HTML page" : reply.Body.IsEmpty ? "empty" : Redaction.Redact(HttpExchange.Excerpt(reply))!;

    private static RunControlException FromAnswer(JsonElement answer, RunErrorContext context, string? pipeline)
    {
        var text = Redaction.Redact(answer.Text("message"u8)?.Trim());
        var code = answer.Text("error_code"u8);
        context = context with { ServerMessage = text, Code = code };
        var details = answer.Member("details"u8) ?? default;
        var refusal = new FelderaRefusal(pipeline is null ? "The server" : $"Pipeline {pipeline}", text ?? "", details, context);
        return FelderaErrorCodes.Meaning(code) switch
        {
            FelderaErrorMeaning.Authentication => refusal.Authentication(),
            FelderaErrorMeaning.Permission => new RunPermissionException(refusal.Say("The credential does not allow this"), context),
            FelderaErrorMeaning.NotFound => refusal.NotFound(),
            FelderaErrorMeaning.InvalidState => refusal.InvalidState(),
            FelderaErrorMeaning.InvalidArgument => new RunInvalidArgumentException(refusal.Say("The server does not accept an argument"), context),
            FelderaErrorMeaning.DoesNotCompile => new PipelineInvalidException(refusal.Say("The program does not compile"), context),
            FelderaErrorMeaning.Unsupported => refusal.Unsupported(),
            FelderaErrorMeaning.Conflict => new RunConflictException(refusal.Say("It contradicts what is there"), context),
            FelderaErrorMeaning.RateLimited => new RunRateLimitedException(refusal.Say("Too many requests"), context),
            FelderaErrorMeaning.ComingUp => new RunNotReadyException(refusal.Say("The pipeline is not ready yet"), context) { IsComingUp = true },
            FelderaErrorMeaning.NotReady => refusal.NotReady(),
            FelderaErrorMeaning.Unavailable => new RunUnavailableException(refusal.Say("The server cannot serve this now"), context),
            FelderaErrorMeaning.Unreachable => refusal.Unreachable(isUnsent: text?.Contains(NeverConnected, StringComparison.Ordinal) ?? false),
            FelderaErrorMeaning.Gone => new RunGoneException(refusal.Say("What was asked for belongs to a run that is over"), context),
            FelderaErrorMeaning.PartialInput => RefusedRecords.Read(details, refusal, context),
            FelderaErrorMeaning.Server => new RunServerException(refusal.Say("The server failed"), context with { OutcomeUnknown = true }),
            _ => FromStatus(text, context),
        };
    }

    /// <summary>What an answer with an unknown code, or with none, means.</summary>
    private static RunControlException FromStatus(string? text, RunErrorContext context)
    {
        context = context with { ServerMessage = text };
        var says = $" (HTTP {(int)context.HttpStatus.GetValueOrDefault()}{(context.Code is null ? "" : $", {context.Code}")}). "
            + (string.IsNullOrEmpty(text) ? "It does not say why." : $"It says: {text}");
        return (int)context.HttpStatus.GetValueOrDefault() switch
        {
            400 or 413 or 415 or 422 => new RunInvalidArgumentException("The server does not accept the request" + says, context),
            401 or 407 => new RunAuthenticationException("The server refused the credential. Check FelderaOptions.Credential" + says, context),
            403 => new RunPermissionException("The credential does not allow this" + says, context),
            404 => new RunNotFoundException("The server does not know what was asked for" + says, context),
            405 or 501 => new RunNotSupportedException("The server cannot do this" + says, context),
            408 or 502 or 503 or 504 => new RunUnavailableException("The server cannot serve this now" + says, context),
            409 => new RunConflictException("It contradicts what is there" + says, context),
            410 => new RunGoneException("What was asked for is over" + says, context),
            429 => new RunRateLimitedException("Too many requests" + says, context),
            _ => new RunServerException("The server failed" + says, context with { OutcomeUnknown = (int)context.HttpStatus.GetValueOrDefault() >= 500 }),
        };
    }

    private static RunControlException FromStranger(HttpReply reply, RunErrorContext context)
    {
        var status = (int)reply.Status;
        var message = $"The answer (HTTP {status}, {Describe(reply)}) is not a Feldera server's; probably a proxy's.";
        context = context with { OutcomeUnknown = IsOfGateway(reply.Status) };
        return status switch
        {
            401 or 407 => new RunAuthenticationException(message + " Check FelderaOptions.Credential.", context),
            403 => new RunPermissionException(message, context),
            413 => new RunInvalidArgumentException(message + " The data is too large for it.", context),
            429 => new RunRateLimitedException(message, context),
            408 or 502 or 503 or 504 => new RunUnavailableException(message, context),
            _ => new RunProtocolException(
                message + " Check FelderaOptions.Endpoint.", context with { OutcomeUnknown = status is < 300 or >= 500 }),
        };
    }

    private static bool IsOfGateway(HttpStatusCode status) => (int)status is 502 or 504 or 408;

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = ReadableJson.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
