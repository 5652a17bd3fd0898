namespace RocketControl.Client.Hosting.Supervision;

/// <summary>What the failure of a start, or of looking for a run, means for the next.</summary>
internal static class StartFailures
{
    /// <summary>The server cannot be reached or cannot serve now: nothing was started, and nothing is wrong with the run.</summary>
    public static bool IsOfTheServer(this RunControlException exception) => !exception.OutcomeUnknown && (IsOverHttpOnly(exception) || exception.Kind
        is RunControlErrorKind.Network or RunControlErrorKind.Unavailable or RunControlErrorKind.RateLimited or RunControlErrorKind.Timeout);

    /// <summary>The same start would be refused again.</summary>
    public static bool IsForGood(this RunControlException exception) => !IsOverHttpOnly(exception) && exception.Kind
        is RunControlErrorKind.Authentication or RunControlErrorKind.Permission or RunControlErrorKind.InvalidArgument or RunControlErrorKind.Unsupported;

    /// <summary>RocketRide over HTTP cannot carry everything; a WebSocket may be had again later.</summary>
    private static bool IsOverHttpOnly(RunControlException exception) =>
        exception is { Backend: RunBackend.RocketRide, Kind: RunControlErrorKind.Unsupported };
}
