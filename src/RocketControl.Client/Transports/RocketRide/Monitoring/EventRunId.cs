using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>The display id of the run that an event is about: the <c>__id</c> of its body (RocketRide protocol §6.3).</summary>
internal static class EventRunId
{
    private static ReadOnlySpan<byte> Member => "\"__id\""u8;

    /// <param name="body">A valid JSON text.</param>
    public static string? Of(ReadOnlySpan<byte> body)
    {
        var last = body.LastIndexOf(Member);
        if (last < 0 && body.IndexOf((byte)'\\') < 0)
            return null;
        return last < 0 ? Search(body) : AtTheEnd(body, last) ?? Search(body);
    }

    /// <summary>
    /// Servers append the member, so that nearly always it is what the object ends with. Within a string its quotes would be escaped, and within another object more than one
    /// bracket would follow.
    /// </summary>
    private static string? AtTheEnd(ReadOnlySpan<byte> body, int member)
    {
        var rest = body[(member + Member.Length)..].Trim(" \t\r\n:"u8);
        if (rest is not [(byte)'"', .. var text, (byte)'}'])
            return null;
        text = text.TrimEnd(" \t\r\n"u8);
        return text is [.. var id, (byte)'"'] && id.IndexOfAny((byte)'"', (byte)'\\') < 0 ? Encoding.UTF8.GetString(id) : null;
    }

    /// <summary>The last member of that name, without reading more of the body than its outline.</summary>
    private static string? Search(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        string? id = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("__id"u8);
            reader.Read();
            if (isId && reader.TokenType == JsonTokenType.String)
                id = reader.GetString();
            reader.Skip();
        }
        return id;
    }
}
