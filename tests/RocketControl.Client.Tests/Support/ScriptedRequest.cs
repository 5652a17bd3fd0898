using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Support;

/// <summary>A request as the peer got it.</summary>
internal sealed class ScriptedRequest
{
    public ScriptedRequest(ReceivedMessage message)
    {
        var frame = message.Data.ToArray();
        var headerEnd = message.IsBinary ? Array.IndexOf(frame, (byte)'\n') : -1;
        Header = Encoding.UTF8.GetString(headerEnd < 0 ? frame : frame[..headerEnd]);
        Payload = headerEnd < 0 ? null : frame[(headerEnd + 1)..];
        using var document = JsonDocument.Parse(Header);
        Seq = document.RootElement.GetProperty("seq").GetInt64();
        Command = document.RootElement.GetProperty("command").GetString()!;
        Arguments = JsonNode.Parse(Header)!["arguments"]?.AsObject();
    }

    /// <summary>The JSON text, byte for byte.</summary>
    public string Header { get; }

    /// <summary>What follows the header of a binary frame; null for a text frame.</summary>
    public byte[]? Payload { get; }

    public long Seq { get; }

    public string Command { get; }

    public JsonObject? Arguments { get; }

    /// <summary>An argument that is a text; null when it is missing or of another type.</summary>
    public string? Text(string name) => Arguments?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public override string ToString() => Header;
}
