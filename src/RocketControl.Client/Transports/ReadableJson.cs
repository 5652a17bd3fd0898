using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace RocketControl.Client.Transports;

/// <summary>
/// JSON of a server whose texts can all be read. .NET's parser lets bytes pass that are no UTF-8, and halves of surrogate pairs, and throws when somebody reads such a
/// text; here the replacement character stands for them.
/// </summary>
internal static class ReadableJson
{
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        return LoneSurrogates.Replace(json.Span) is { } whole ? whole : json;
    }

    /// <exception cref="JsonException">It is none. The message may repeat what is there.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(Of(json));
}
