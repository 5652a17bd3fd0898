using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Playing;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>Takes from the server frames of one side of one connection what is ignored or exempt.</summary>
/// <param name="substitutions">For the recorded side: the emulator's ids.</param>
internal sealed class FrameNormalizer(Substitutions? substitutions = null)
{
    private readonly IgnoredValues _ignored = new();

    public NormalFrame Normalize(JsonNode? json, byte[]? payload, RecordedFrame? recorded)
    {
        json = substitutions is null ? json?.DeepClone() : substitutions.Apply(json);
        JsonObject frame = json as JsonObject ?? new JsonObject { ["not an object"] = json };
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
