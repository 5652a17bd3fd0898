namespace RocketControl.Client.Transports.RocketRide;

/// <summary>What a MIME type means for the writes of an object (RocketRide protocol §5.2). Case counts, as it does for the server.</summary>
internal static class LaneRules
{
    private const string DirectLane = "lane/";

    private static readonly string[] ByteLanes = ["lane/raw", "lane/tag", "lane/image", "lane/audio", "lane/video"];

    /// <summary>
    /// True when each write is one whole text or JSON document: split in two it would become two, or be cut within a character. False for bytes, which may come
    /// in any pieces.
    /// </summary>
    public static bool TakesWholeDocuments(string mimeType) =>
        IsText(mimeType)
        || mimeType.StartsWith("application/rocketride-question", StringComparison.Ordinal)
        || (mimeType.StartsWith(DirectLane, StringComparison.Ordinal) && !ByteLanes.Contains(mimeType));

    /// <summary>True when a write has to be UTF-8.</summary>
    public static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType == "lane/text";
}
