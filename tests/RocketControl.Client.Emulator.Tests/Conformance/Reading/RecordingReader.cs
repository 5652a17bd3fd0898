using System.Text;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Reading;

/// <summary>Reads the recordings that lie next to the tests.</summary>
internal static class RecordingReader
{
    public static IReadOnlyList<string> Names { get; } =
        ["python_client_full_session", "typescript_client_full_session", "raw_error_cases", "raw_more_cases"];

    public static Recording Load(string name)
    {
        IEnumerable<RecordedFrame> frames = Read(name).Concat(Read(name + ".reconstructed").Select(frame => frame with { IsReconstructed = true }));
        return new Recording(name, [.. frames.OrderBy(frame => frame.Time)]);
    }

    public static RecordedFrame Parse(string line, int number)
    {
        JsonObject members = JsonNode.Parse(line)!.AsObject();
        RecordedFrameKind kind = KindOf(members);
        bool binary = Text(members, "kind") == "binary";
        string? raw = Text(members, "raw");
        return new RecordedFrame
        {
            Line = number,
            Time = members["t"]!.GetValue<double>(),
            Scenario = Text(members, "scenario")!,
            Kind = kind,
            Why = Text(members, "why"),
            IsBinary = binary,
            HasJson = members.ContainsKey("json"),
            Json = members["json"]?.DeepClone(),
            Text = Text(members, "text"),
            Raw = raw is null ? null : binary ? Convert.FromBase64String(raw) : Encoding.UTF8.GetBytes(raw),
            Payload = PayloadOf(members),
            Length = Integer(members, "len"),
            Fragments = Integer(members, "fragments") ?? 1,
            Path = Text(members, "path"),
            Status = Integer(members, "status") ?? 0,
            CloseCode = Integer(members, "code") ?? 0,
            CloseReason = Text(members, "reason") ?? "",
            Duration = TimeSpan.FromSeconds(members["seconds"]?.GetValue<double>() ?? 0),
            Bytes = members["bytes"]?.GetValue<long>() ?? 0,
        };
    }

    private static IEnumerable<RecordedFrame> Read(string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Conformance", "Recordings", name + ".jsonl");
        return File.Exists(path) ? File.ReadLines(path).Select((line, index) => Parse(line, index + 1)) : [];
    }

    private static RecordedFrameKind KindOf(JsonObject members) => Text(members, "ev") switch
    {
        "open" => RecordedFrameKind.Opened,
        "upgrade_rejected" => RecordedFrameKind.UpgradeRejected,
        "no_reply_within" => RecordedFrameKind.Silence,
        "sending" => RecordedFrameKind.HugeFrame,
        "send_failed" => RecordedFrameKind.SendFailed,
        "closed_by_server" => RecordedFrameKind.ClosedByServer,
        "close" => Text(members, "by") == "server" ? RecordedFrameKind.ClosedByServer : RecordedFrameKind.ClosedByClient,
        null => Text(members, "dir") == "c2s" ? RecordedFrameKind.ClientFrame : RecordedFrameKind.ServerFrame,
        string other => throw new FormatException($"Unknown event '{other}'"),
    };

    /// <summary>The recorder kept only the first bytes of a payload; <c>payload_rest</c> is what was put back by hand, zeros pad what is still missing.</summary>
    private static byte[]? PayloadOf(JsonObject members)
    {
        if (Integer(members, "payload_len") is not int length)
            return null;

        byte[] head = Convert.FromBase64String(Text(members, "payload_b64")!);
        byte[] rest = Encoding.UTF8.GetBytes(Text(members, "payload_rest") ?? "");
        var payload = new byte[length];
        head.CopyTo(payload, 0);
        rest.CopyTo(payload, head.Length);
        return payload;
    }

    private static string? Text(JsonObject members, string name) => members[name]?.GetValue<string>();

    private static int? Integer(JsonObject members, string name) => members[name]?.GetValue<int>();
}
