using System.Net;

namespace RocketControl.Client;

/// <summary>
/// The root of all failures that this library reports, save for a cancelled token
/// (<see cref="OperationCanceledException"/>) and plain misuse (<see cref="ArgumentException"/>, <see cref="InvalidOperationException"/>).
/// Messages never contain credentials or task tokens.
/// </summary>
public abstract class RunControlException : Exception
{
    private protected RunControlException(
        RunControlErrorKind kind, string message, RunErrorContext context, Exception? innerException)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(context);
        Kind = kind;
        Context = context;
    }

    /// <summary>What went wrong, in the same words for every backend.</summary>
    public RunControlErrorKind Kind { get; }

    /// <summary>The circumstances of the failure.</summary>
    public RunErrorContext Context { get; }

    /// <summary>The system that was addressed.</summary>
    public RunBackend Backend => Context.Backend;

    /// <summary>What the client was doing.</summary>
    public RunOperation Operation => Context.Operation;

    /// <summary>The server's own words, with credentials and tokens blanked; null when it sent none.</summary>
    public string? ServerMessage => Context.ServerMessage;

    /// <summary>Where in the server's source the error arose; null when it was not told.</summary>
    public ServerTrace? ServerTrace => Context.ServerTrace;

    /// <summary>The machine-readable code of newer servers; null when there is none.</summary>
    public string? Code => Context.Code;

    /// <summary>The HTTP status of the answer; null when no HTTP answer was involved.</summary>
    public HttpStatusCode? HttpStatus => Context.HttpStatus;

    /// <summary>How long the server asks to wait before the next attempt, at most 60 seconds; null when it does not say.</summary>
    public TimeSpan? RetryAfter => Context.RetryAfter;

    /// <summary>
    /// True when the request may have been carried out although its answer is missing. Look at the run's status before sending the
    /// request again.
    /// </summary>
    public bool OutcomeUnknown => Context.OutcomeUnknown;

    /// <summary>
    /// After a start whose outcome is unknown: the id that the run has if it was started after all; attach to it to find out. Null for other
    /// operations and when the id cannot be told in advance. As secret as any token.
    /// </summary>
    public string? ExpectedRunId { get; internal set; }

    /// <summary>True when the same call may succeed later without any change. Says nothing about whether repeating it is safe.</summary>
    public virtual bool IsTransient => false;
}
