using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>Decides the lane of an object by its MIME type; case counts and parameters do not (RocketRide protocol §5.2).</summary>
internal static class LaneTable
{
    public const string Text = "text";
    public const string Questions = "questions";
    public const string Raw = "raw";
    public const string Tag = "tag";

    /// <summary>The name that the raw lane has in the wiring of components.</summary>
    public const string RawWiring = "tags";

    private const string DirectPrefix = "lane/";
    private const string TagType = "application/rocketlib-tag";
    private const string QuestionType = "application/rocketride-question";

    private static readonly string[] MediaLanes = [Text, "image", "video", "audio"];

    public static string Decide(string mimeType, PipelineGraph graph)
    {
        if (mimeType.StartsWith(DirectPrefix, StringComparison.Ordinal))
            return mimeType[DirectPrefix.Length..];
        if (mimeType == TagType)
            return Tag;
        if (mimeType.StartsWith(QuestionType, StringComparison.Ordinal))
            return graph.HasListener(graph.Source, Questions) ? Questions : Raw;

        string? lane = Array.Find(MediaLanes, candidate => mimeType.StartsWith(candidate + "/", StringComparison.Ordinal));
        return lane is not null && graph.HasListener(graph.Source, lane) ? lane : Raw;
    }
}
