using System.Net;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide.Deployments;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Turns a refusal by the server into the exception that its text stands for (RocketRide protocol §8, appendix B).</summary>
internal static class RocketRideErrors
{
    public const string NotRunningText = "Your pipeline is not running";

    private static readonly string[] Authentication =
    [
        "No authorization provided", "Invalid API key", "Invalid authorization provided", "Authentication failed",
        "Too many authentication attempts", "Not authenticated",
    ];

    private static readonly string[] PipelineDefects =
    [
        "Pipeline does not have a source", "Pipeline has multiple source", "Pipeline source component", "Invalid components in pipeline",
        "Source \"", "Missing pipeline configuration",
        // Python's own words for a component without its id, an input without its origin, and the like.
        "'",
    ];

    public static RunControlException FromReply(DapResponse reply, RunOperation operation) =>
        Create(operation, reply.Message, reply.Trace, reply.Code);

    public static RunControlException Create(
        RunOperation operation, string? message, ServerTrace? trace, string? code, HttpStatusCode? status = null)
    {
        var text = Redaction.Redact(message?.Trim());
        var context = new RunErrorContext(RunBackend.RocketRide, operation)
        {
            ServerMessage = string.IsNullOrEmpty(text) ? null : text,
            ServerTrace = trace,
            Code = code,
            HttpStatus = status,
        };
        return string.IsNullOrEmpty(text) ? FromSilence(context) : FromText(text, context);
    }

    private static RunControlException FromText(string text, RunErrorContext context)
    {
        var operation = context.Operation;
        if (Authentication.Contains(text) || (operation == RunOperation.Connect && text == "Bad request"))
            return new RunAuthenticationException(Say("The server refused the credential. Check RocketRideOptions.Credential", text), context);
        if (IsPermission(text))
            return new RunPermissionException(Say("The credential does not allow this", text), context);
        if (text == NotRunningText)
        {
            return new RunNotFoundException(
                "The server knows no such run: it never existed, has ended and was cleaned up, or the server was restarted. "
                + "Check the token, or start the run again with UseAsync.", context);
        }
        if (text.StartsWith("Pipeline is already running", StringComparison.Ordinal))
        {
            return new RunAlreadyRunningException(
                "A run of this pipeline is alive already. Set UseOptions.UseExisting to take it, terminate it first, or choose another "
                + "UseOptions.Token.", context);
        }
        if (text.StartsWith("You are looking for a \"", StringComparison.Ordinal))
            return new RunInvalidArgumentException(Say("SendOptions.Provider does not fit the pipeline's source component", text), context);
        if (text.StartsWith("Invalid command:", StringComparison.Ordinal) || text.EndsWith("requires SaaS mode", StringComparison.Ordinal))
            return new RunNotSupportedException(Say("This server cannot do that; it is older, or another edition", text), context);
        if (IsMissingArgument(text))
            return new RunInvalidArgumentException(Say("The server misses an argument", text), context);
        if (operation is RunOperation.Use or RunOperation.Restart)
            return FromRefusedStart(text, context);
        if (operation == RunOperation.Validate && IsPipelineDefect(text))
            return new PipelineInvalidException(Say("The server refused the pipeline", text), context);
        if (IsEndOfTask(text))
            return new RunNotRunningException(Say("The run has ended or is ending and takes no more data. Start it again with UseAsync", text), context);
        return operation switch
        {
            RunOperation.Store => StoreErrors.FromText(text, context),
            RunOperation.Deploy => DeploymentErrors.FromText(text, context),
            RunOperation.Connect => new RunAuthenticationException(Say("The server refused the login", text), context),
            RunOperation.Send => new PipeFailedException(Say("The run did not take the data", text), context),
            _ => new RunServerException(Say("The server refused the request", text), context),
        };
    }

    private static RunControlException FromRefusedStart(string text, RunErrorContext context)
    {
        if (IsPipelineDefect(text))
            return new PipelineInvalidException(Say("The server refused the pipeline", text), context);
        return text.StartsWith("Cannot restart task while", StringComparison.Ordinal)
            ? new RunServerException(Say("The run goes on as it was", text), context)
            : new RunStartFailedException(Say("The run did not come up", text), context);
    }

    /// <summary>The server sends an empty text when a task was terminated or ran out of time (RocketRide protocol §3.0).</summary>
    private static RunControlException FromSilence(RunErrorContext context) => context.Operation switch
    {
        RunOperation.Connect => new RunAuthenticationException("The server refused the login without saying why.", context),
        RunOperation.Use or RunOperation.Restart => new RunStartFailedException("The run was terminated while it was starting.", context),
        RunOperation.Profile => new RunNotRunningException("The run has ended: there is no engine to profile any more.", context),
        RunOperation.Send => new RunNotRunningException("The run has ended: it was terminated or its time to live ran out. Start it again with UseAsync.", context),
        _ => new RunServerException("The server refused the request without saying why.", context),
    };

    private static bool IsPipelineDefect(string text) => PipelineDefects.Any(defect => text.StartsWith(defect, StringComparison.Ordinal));

    private static bool IsPermission(string text) =>
        (text.StartsWith("Permission '", StringComparison.Ordinal) && text.Contains("denied", StringComparison.Ordinal))
        || text.StartsWith("Access denied", StringComparison.Ordinal)
        || text.StartsWith("No membership in team", StringComparison.Ordinal)
        || text.StartsWith("Invalid account plan for pipeline", StringComparison.Ordinal)
        || text.StartsWith("Cannot restart task: no permissions", StringComparison.Ordinal);

    private static bool IsMissingArgument(string text) =>
        text.StartsWith("Task token is required", StringComparison.Ordinal)
        || text.StartsWith("You must specifiy", StringComparison.Ordinal)
        || text.EndsWith(" is required", StringComparison.Ordinal);

    private static bool IsEndOfTask(string text) =>
        text.StartsWith("Task has already completed", StringComparison.Ordinal)
        || text.StartsWith("Task is terminating", StringComparison.Ordinal)
        || text.StartsWith("Subprocess exited with code", StringComparison.Ordinal)
        || text.StartsWith("No subprocess events received for", StringComparison.Ordinal);

    private static string Say(string ours, string theirs) => $"{ours}. The server says: {theirs}";
}
