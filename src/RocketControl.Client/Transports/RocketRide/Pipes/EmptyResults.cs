using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Says why an object gave nothing back, as far as can be told from here: the server reports success in all of these cases (RocketRide protocol §3.4, §5.2).</summary>
internal static class EmptyResults
{
    /// <summary>Adds the reason to a result that is empty, and logs it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="run">The run that gave it.</param>
    /// <param name="options">How the object was sent.</param>
    /// <param name="bytes">How many bytes were sent.</param>
    /// <param name="isReadable">False when what was sent as text is not UTF-8.</param>
    /// <param name="logger">Where to log.</param>
    public static SendResult Explain(SendResult result, Run run, SendOptions options, long bytes, bool isReadable, ILogger logger)
    {
        if (!result.IsEmpty)
            return result;
        var mimeType = options.MimeType ?? "";
        var reason = bytes == 0 ? "The object was empty." : isReadable ? NobodyListens(mimeType) : NotUtf8(mimeType);
        RocketRideLog.EmptyResult(logger, run.ToString(), mimeType, reason);
        return result with { EmptyReason = reason };
    }

    private static string NotUtf8(string mimeType) =>
        $"The content is not UTF-8, which everything of type {mimeType} has to be. Convert it, or send it as application/octet-stream if the pipeline can parse it.";

    private static string NobodyListens(string mimeType)
    {
        var lane = LaneRules.IsText(mimeType) ? "text lane" : "lane";
        return $"Probably no component of the pipeline listens to the {lane} that the type {mimeType} chose. Check SendOptions.MimeType (text is text/plain), or connect a "
            + "component to that lane. A failure inside a component looks the same and shows only in RunStatus.FailedCount.";
    }
}
