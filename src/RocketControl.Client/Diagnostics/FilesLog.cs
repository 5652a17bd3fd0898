using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Diagnostics;

/// <summary>What is logged of many files that are sent together.</summary>
internal static partial class FilesLog
{
    [LoggerMessage(RunControlEventIds.ProgressListenerFailed, LogLevel.Error, "The listener of SendFilesOptions.Progress threw and is not told any more")]
    public static partial void ListenerFailed(ILogger logger, Exception cause);
}
