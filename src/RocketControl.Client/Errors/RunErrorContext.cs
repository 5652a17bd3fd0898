using System.Net;

namespace RocketControl.Client;

/// <summary>The circumstances of a failure: the same for every <see cref="RunControlException"/>.</summary>
/// <param name="Backend">The system that was addressed.</param>
/// <param name="Operation">What the client was doing.</param>
public sealed record RunErrorContext(RunBackend Backend, RunOperation Operation)
{
    /// <summary>The server's own words, with credentials and tokens blanked; null when it sent none.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>Where in the server's source the error arose; null when it was not told.</summary>
    public ServerTrace? ServerTrace { get; init; }

    /// <summary>The machine-readable code of newer servers; null when there is none.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status of the answer; null when no HTTP answer was involved.</summary>
    public HttpStatusCode? HttpStatus { get; init; }

    /// <summary>
    /// How long the server asks to wait before the next attempt, at most 60 seconds, or how long the circuit breaker will go on leaving it alone; null when neither says.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the request may have been carried out although its answer is missing.</summary>
    public bool OutcomeUnknown { get; init; }
}
