using System.Net;
using System.Text.Json;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// Turns an answer that is a failure into the exception that it stands for (VectorShift protocol §1, §2, §4). What a finished or unknown run is answered with is not
/// documented, so the words decide first and the status second.
/// </summary>
internal static class VectorShiftErrors
{
    private static readonly string[] SaysUnknown = ["not found", "does not exist", "doesn't exist", "no such", "unknown run", "no run"];

    private static readonly string[] SaysOver =
        ["not running", "not active", "already", "finished", "completed", "has ended", "has been terminated", "is terminated", "cancelled", "canceled", "no longer"];

    /// <summary>An answer whose HTTP status is no success.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="operation">What the user is doing.</param>
    public static RunControlException Read(HttpReply reply, RunOperation operation)
    {
        var text = ErrorText.Of(reply);
        var context = new RunErrorContext(RunBackend.VectorShift, operation)
        {
            HttpStatus = reply.Status,
            ServerMessage = text,
            RetryAfter = reply.RetryAfter,
        };
        if ((int)reply.Status is >= 400 and < 500 and not (401 or 403 or 429) && reply.MediaType == "text/html")
            return new RunProtocolException($"The answer (HTTP {(int)reply.Status}, an HTML page) is not VectorShift's. Check VectorShiftOptions.Endpoint.", context);
        if ((int)reply.Status is 400 or 404 or 409 or 422 or 500 && OfRun(text, context) is { } meant)
            return meant;
        return (int)reply.Status switch
        {
            400 or 422 => Refused(text, context),
            401 => new RunAuthenticationException(Say("VectorShift refused the key. Check VectorShiftOptions.Credential", text), context),
            403 => new RunPermissionException(Say("The key does not allow this", text), context),
            404 when operation == RunOperation.Use => Refused(text, context),
            404 => new RunNotFoundException(Say("VectorShift knows no such thing, or does not show it to this key. Check the ids and the endpoint", text), context),
            409 => new RunConflictException(Say("It contradicts what is there", text), context),
            429 => new RunRateLimitedException(Say("Too many requests, or too many runs at a time", text), context),
            502 or 503 or 504 => new RunUnavailableException(
                Say($"VectorShift cannot serve now (HTTP {(int)reply.Status})", text), context with { OutcomeUnknown = (int)reply.Status != 503 }),
            >= 500 => new RunServerException(Say("VectorShift failed", text), context with { OutcomeUnknown = true }),
            _ => new RunProtocolException(Say($"This is no answer of VectorShift (HTTP {(int)reply.Status}). Check VectorShiftOptions.Endpoint", text), context),
        };
    }

    /// <summary>An answer that says <c>failed</c> in spite of HTTP 200.</summary>
    public static RunControlException OfFailedReply(JsonElement answer, RunOperation operation)
    {
        var text = ErrorText.Of(answer);
        var context = new RunErrorContext(RunBackend.VectorShift, operation) { HttpStatus = HttpStatusCode.OK, ServerMessage = text };
        return OfRun(text, context) ?? operation switch
        {
            RunOperation.Use => new RunFailedException(Say("The run failed", text), context),
            RunOperation.Terminate => new RunTerminationFailedException(Say("VectorShift did not end the run", text), context),
            RunOperation.Pause or RunOperation.Resume => new RunInvalidStateException(Say("VectorShift did not do it", text), context),
            _ => new RunServerException(Say("VectorShift says that it failed", text), context),
        };
    }

    public static bool IsFailed(JsonElement answer) => answer.Text("status"u8) is { } status && StatusWords.StateOf(status) == RunState.Failed;

    public static RunProtocolException NotUnderstood(HttpReply reply, RunOperation operation) => new(
        $"VectorShift's answer to {operation} (HTTP {(int)reply.Status}, {reply.MediaType}) is not the JSON object that was expected. Check VectorShiftOptions.Endpoint.",
        new RunErrorContext(RunBackend.VectorShift, operation) { HttpStatus = reply.Status, OutcomeUnknown = MayHaveEffect(operation) });

    private static RunControlException? OfRun(string? text, RunErrorContext context)
    {
        if (text is null || context.Operation is not (RunOperation.Terminate or RunOperation.Pause or RunOperation.Resume))
            return null;
        if (Contains(text, SaysUnknown))
            return new RunNotFoundException(Say("VectorShift does not know the run. Check the pipeline's id and the run's", text), context);
        if (!Contains(text, SaysOver))
            return null;
        return context.Operation == RunOperation.Terminate
            ? new RunAlreadyTerminatedException(Say("The run had ended before it was to be terminated", text), context)
            : new RunInvalidStateException(Say("The run is in a state that does not allow it", text), context);
    }

    private static RunControlException Refused(string? text, RunErrorContext context) => context.Operation switch
    {
        RunOperation.Use => new PipelineInvalidException(Say("VectorShift refused to start the run", text), context),
        RunOperation.Terminate or RunOperation.Pause or RunOperation.Resume =>
            new RunInvalidStateException(Say("VectorShift refused; the run is probably in a state that does not allow it", text), context),
        _ => new RunInvalidArgumentException(Say("VectorShift refused the request", text), context),
    };

    private static bool MayHaveEffect(RunOperation operation) =>
        operation is RunOperation.Use or RunOperation.Terminate or RunOperation.Pause or RunOperation.Resume;

    private static bool Contains(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Say(string ours, string? theirs) => theirs is null ? ours + "." : $"{ours}. VectorShift says: {theirs}";
}
