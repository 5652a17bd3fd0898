using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Diagnostics;

/// <summary>What the Feldera transport logs. No data and no keys; the names of pipelines are no secrets.</summary>
internal static partial class FelderaLog
{
    [LoggerMessage(RunControlEventIds.FelderaRetrying, LogLevel.Information, "{Operation} failed and is repeated (repetition {Repetition}): {Problem}")]
    public static partial void Retrying(ILogger logger, RunOperation operation, int repetition, string problem);

    [LoggerMessage(RunControlEventIds.FelderaStarted, LogLevel.Information, "Pipeline {Pipeline} is up ({State})")]
    public static partial void Started(ILogger logger, string pipeline, string state);

    [LoggerMessage(
        RunControlEventIds.FelderaAwaitsApproval, LogLevel.Warning, "Pipeline {Pipeline} waits for an approval of its changed program and takes no data before")]
    public static partial void AwaitsApproval(ILogger logger, string pipeline);

    [LoggerMessage(RunControlEventIds.FelderaStopAccepted, LogLevel.Information, "The end of pipeline {Pipeline} was accepted ({Mode})")]
    public static partial void StopAccepted(ILogger logger, string pipeline, TerminateMode mode);

    [LoggerMessage(RunControlEventIds.FelderaStopEscalated, LogLevel.Warning, "Pipeline {Pipeline} did not end gracefully in time and was ended by force")]
    public static partial void StopEscalated(ILogger logger, string pipeline);
}
