using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Soak.Fuzzing;

/// <summary>The frames that real servers have sent.</summary>
internal static class Recordings
{
    public static IReadOnlyList<(byte[] Bytes, bool IsBinary)> ServerFrames { get; } = Read();

    private static List<(byte[], bool)> Read()
    {
        var frames = new Dictionary<string, (byte[], bool)>();
        foreach (var line in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Recordings"), "*.jsonl").Order().SelectMany(File.ReadLines))
        {
            using var document = JsonDocument.Parse(line);
            if (!document.RootElement.TryGetProperty("dir", out var direction) || direction.GetString() != "s2c"
                || !document.RootElement.TryGetProperty("json", out var json))
                continue;
            var text = json.GetRawText();
            var isBinary = document.RootElement.TryGetProperty("kind", out var kind) && kind.GetString() == "binary";
            var payload = document.RootElement.TryGetProperty("payload_b64", out var recorded) ? recorded.GetBytesFromBase64() : [];
            frames[text] = (isBinary ? [.. Encoding.UTF8.GetBytes(text), (byte)'\n', .. payload] : Encoding.UTF8.GetBytes(text), isBinary);
        }
        return [.. frames.Values];
    }
}
