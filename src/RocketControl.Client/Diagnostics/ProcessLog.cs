using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Diagnostics;

/// <summary>What the transport for process managers logs.</summary>
internal static partial class ProcessLog
{
    [LoggerMessage(RunControlEventIds.ProcessCallRetrying, LogLevel.Information, "{Operation} failed and is repeated (repetition {Repetition}): {Problem}")]
    public static partial void Retrying(ILogger logger, RunOperation operation, int repetition, string problem);

    [LoggerMessage(RunControlEventIds.ProcessTerminated, LogLevel.Information, "The termination of {Run} was carried out")]
    public static partial void Terminated(ILogger logger, string run);

    [LoggerMessage(RunControlEventIds.ProcessRouteMissing, LogLevel.Information, "The server has no route {Route}")]
    public static partial void RouteMissing(ILogger logger, string route);
}
