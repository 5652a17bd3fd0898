using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>Takes from the server frames of one side of one connection what is ignored or exempt.</summary>
internal sealed class FrameNormalizer
{
    private readonly IgnoredValues _ignored = new();

    public NormalFrame Normalize(JsonNode? json, byte[]? payload, RecordedFrame? recorded)
    {
        JsonObject frame = json?.DeepClone() as JsonObject ?? new JsonObject { ["not an object"] = json?.DeepClone() };
        frame.Remove("seq");
        if (payload is not null)
            frame["(payload)"] = Convert.ToBase64String(payload);

        string name = NormalFrame.NameOf(frame);
        if (name == "rrext_dashboard")
            _ignored.ReplaceDashboardIds(frame);
        _ignored.Replace(frame);
        Exemptions.Apply($"{frame["type"]}:{name}", frame);
        return new NormalFrame(frame, CanonicalJson.Write(frame), recorded);
    }
}
