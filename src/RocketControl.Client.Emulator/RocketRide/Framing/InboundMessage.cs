using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Framing;

/// <summary>A JSON object that came in a frame, with the payload of a binary one (RocketRide protocol §2.1, §2.2).</summary>
internal sealed record InboundMessage(JsonObject Members, ReadOnlyMemory<byte>? Data)
{
    public bool IsRequest => Text("type") == "request";

    /// <summary>The client's <c>seq</c>, whatever JSON it is.</summary>
    public JsonNode? Sequence => Members["seq"];

    /// <summary>The command as it came; null also for a missing one.</summary>
    public JsonNode? Command => Members["command"];

    /// <summary>The command's name; empty for a missing member; null for one that is no text, which the server never answers.</summary>
    public string? CommandName => Members.ContainsKey("command") ? Text("command") : "";

    public JsonNode? Arguments => Members["arguments"];

    public bool HasArguments => Members.ContainsKey("arguments");

    /// <summary>The text <c>arguments.subcommand</c>.</summary>
    public string? Subcommand => Arguments is JsonObject arguments ? Text(arguments["subcommand"]) : null;

    /// <summary>The legacy token beside the arguments.</summary>
    public string? RootToken => Text("token");

    private string? Text(string name) => Text(Members[name]);

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
