using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Emulator.Tests.Conformance.Wire;

/// <summary>Takes messages apart.</summary>
internal static partial class WireJson
{
    /// <summary>The JSON of a message and, for a binary one, what follows the first line feed.</summary>
    public static (JsonNode? Json, byte[]? Payload) Read(ReceivedMessage message)
    {
        int end = message.IsBinary ? Array.IndexOf(message.Bytes, (byte)'\n') : -1;
        return end < 0
            ? (Parse(Encoding.UTF8.GetString(message.Bytes)), null)
            : (Parse(Encoding.UTF8.GetString(message.Bytes, 0, end)), message.Bytes[(end + 1)..]);
    }

    /// <summary>Parses JSON; a bare <c>NaN</c>, which Python writes and the recordings hold as a text, becomes a text.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException) when (text.Contains("NaN", StringComparison.Ordinal))
        {
            return JsonNode.Parse(BareNaN().Replace(text, "$1\"NaN\""));
        }
    }

    [GeneratedRegex(@"([:\[,]\s*)NaN")]
    private static partial Regex BareNaN();
}
