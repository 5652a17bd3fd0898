using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

/// <summary>A server frame without what is ignored or exempt.</summary>
/// <param name="Json">What is left of the frame.</param>
/// <param name="Text">Equal for equal frames.</param>
/// <param name="Recorded">The line it was recorded on, null for what the emulator sent.</param>
internal sealed record NormalFrame(JsonObject Json, string Text, RecordedFrame? Recorded)
{
    public bool IsResponse { get; } = Member(Json, "type") == "response";

    /// <summary>The command or the event's name.</summary>
    public string Name { get; } = NameOf(Json);

    /// <summary>What a response answers.</summary>
    public string RequestSeq { get; } = CanonicalJson.Write(Json["request_seq"]);

    /// <summary>Which task an event is about; the events of one task have an order (RocketRide protocol §6.3), those of several have none.</summary>
    public string Subject { get; } = (Json["body"] as JsonObject)?["__id"]?.ToJsonString() ?? "";

    public bool IsStatusUpdate => Name == "apaevt_status_update";

    public bool Succeeded => Json["success"]?.ToJsonString() == "true";

    public static string NameOf(JsonObject json) => Member(json, "command") ?? Member(json, "event") ?? "";

    private static string? Member(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
