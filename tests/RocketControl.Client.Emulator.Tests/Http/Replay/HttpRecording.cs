namespace RocketControl.Client.Emulator.Tests.Http.Replay;

/// <summary>
/// The recorded requests, one a line in the order in which they were made. Trimmed by hand: dates and lengths, the look of the HTML page, the service's
/// definition but for two members, and everything in openapi.json but its paths and methods.
/// </summary>
internal static class HttpRecording
{
    public static IReadOnlyList<RecordedExchange> Load()
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Http", "Recordings", "http_routes.jsonl");
        return [.. File.ReadLines(path).Select((line, index) => RecordedExchange.Parse(line, index + 1))];
    }
}
