using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Hosting.Diagnostics;

/// <summary>What the supervisor logs. Runs appear by the names of their declarations and by their display ids, never by their tokens.</summary>
internal static partial class SupervisorLog
{
    public static void Write(ILogger logger, RunSupervisorEvent what)
    {
        var seconds = what.Delay?.TotalSeconds ?? 0;
        var cause = what.Cause?.Message ?? what.Status?.Error ?? "";
        Action write = what.Kind switch
        {
            RunSupervisorEventKind.Declared => () => Declared(logger, what.Name),
            RunSupervisorEventKind.Starting => () => Starting(logger, what.Name, what.Restarts),
            RunSupervisorEventKind.Started => () => Started(logger, what.Name, what.Run),
            RunSupervisorEventKind.TakenOver => () => TakenOver(logger, what.Name, what.Run),
            RunSupervisorEventKind.RestartScheduled => () => RestartScheduled(logger, what.Name, seconds, cause),
            RunSupervisorEventKind.Unreachable => () => Unreachable(logger, what.Name, NextAttempt(what.Delay, cause)),
            RunSupervisorEventKind.Reached => () => Reached(logger, what.Name),
            RunSupervisorEventKind.Ended => () => Ended(logger, what.Name, what.Status?.State, cause),
            RunSupervisorEventKind.Completed => () => Completed(logger, what.Name),
            RunSupervisorEventKind.GaveUp => () => GaveUp(logger, what.Name, cause, what.Cause),
            RunSupervisorEventKind.Terminating => () => Terminating(logger, what.Name),
            RunSupervisorEventKind.Terminated => () => Terminated(logger, what.Name),
            RunSupervisorEventKind.TerminationFailed => () => TerminationFailed(logger, what.Name, cause, what.Cause),
            _ => () => Released(logger, what.Name),
        };
        write();
    }

    /// <summary>A client that makes a lost connection again by itself tells no time.</summary>
    private static string NextAttempt(TimeSpan? delay, string cause) => delay is { TotalSeconds: var seconds }
        ? string.Create(CultureInfo.InvariantCulture, $"next attempt in {seconds:0.0} s. {cause}").TrimEnd()
        : "the client connects again by itself";

    [LoggerMessage(RunHostingEventIds.Declared, LogLevel.Debug, "Run {Name} is declared")]
    private static partial void Declared(ILogger logger, string name);

    [LoggerMessage(RunHostingEventIds.Starting, LogLevel.Debug, "Run {Name} is being started (restarts: {Restarts})")]
    private static partial void Starting(ILogger logger, string name, int restarts);

    [LoggerMessage(RunHostingEventIds.Started, LogLevel.Information, "Run {Name} is up: {Run}")]
    private static partial void Started(ILogger logger, string name, Run? run);

    [LoggerMessage(RunHostingEventIds.TakenOver, LogLevel.Information, "Run {Name} was up already and is taken over: {Run}")]
    private static partial void TakenOver(ILogger logger, string name, Run? run);

    [LoggerMessage(RunHostingEventIds.RestartScheduled, LogLevel.Warning, "Run {Name} is started again in {Seconds:0.0} s. {Cause}")]
    private static partial void RestartScheduled(ILogger logger, string name, double seconds, string cause);

    [LoggerMessage(RunHostingEventIds.Unreachable, LogLevel.Warning, "The server of run {Name} cannot be reached; {NextAttempt}")]
    private static partial void Unreachable(ILogger logger, string name, string nextAttempt);

    [LoggerMessage(RunHostingEventIds.Reached, LogLevel.Information, "Run {Name} can be seen again")]
    private static partial void Reached(ILogger logger, string name);

    [LoggerMessage(RunHostingEventIds.Ended, LogLevel.Warning, "Run {Name} has ended ({State}). {Cause}")]
    private static partial void Ended(ILogger logger, string name, RunState? state, string cause);

    [LoggerMessage(RunHostingEventIds.Completed, LogLevel.Information, "Run {Name} is done")]
    private static partial void Completed(ILogger logger, string name);

    [LoggerMessage(RunHostingEventIds.GaveUp, LogLevel.Error, "Run {Name} is given up. {Cause}")]
    private static partial void GaveUp(ILogger logger, string name, string cause, Exception? exception);

    [LoggerMessage(RunHostingEventIds.Terminating, LogLevel.Information, "Run {Name} is being terminated")]
    private static partial void Terminating(ILogger logger, string name);

    [LoggerMessage(RunHostingEventIds.Terminated, LogLevel.Information, "Run {Name} is down")]
    private static partial void Terminated(ILogger logger, string name);

    [LoggerMessage(RunHostingEventIds.TerminationFailed, LogLevel.Error, "Run {Name} could not be terminated. {Cause}")]
    private static partial void TerminationFailed(ILogger logger, string name, string cause, Exception? exception);

    [LoggerMessage(RunHostingEventIds.Released, LogLevel.Debug, "Run {Name} is let go")]
    private static partial void Released(ILogger logger, string name);
}
