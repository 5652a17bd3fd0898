using System.Text;
using System.Text.Json;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// Finds the words in an answer that is an error: the first present of <c>error</c>, <c>message</c>, <c>detail</c>, <c>errors</c> (VectorShift protocol §4).
/// </summary>
internal static class ErrorText
{
    private const int MaxLength = 500;

    /// <returns>Null when there are none.</returns>
    public static string? Of(JsonElement answer) =>
        OfMember(answer, "error"u8) ?? OfMember(answer, "message"u8) ?? OfMember(answer, "detail"u8) ?? OfMember(answer, "errors"u8);

    /// <summary>The words of a whole answer, which need not be JSON.</summary>
    public static string? Of(HttpReply reply)
    {
        try
        {
            using var document = ReadableJson.Parse(reply.Body);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return reply.Body.IsEmpty ? null : HttpExchange.Excerpt(reply);
        }
    }

    public static string? Clean(string? text)
    {
        text = Redaction.Redact(text?.ReplaceLineEndings(" ").Trim());
        if (string.IsNullOrEmpty(text))
            return null;
        return text.Length > MaxLength ? text[..MaxLength] + "…" : text;
    }

    private static string? OfMember(JsonElement answer, ReadOnlySpan<byte> name) => answer.Member(name) is { } member ? Clean(Words(member)) : null;

    private static string? Words(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.Object:
                return Of(value) ?? value.Text("msg"u8) ?? value.GetRawText();
            case JsonValueKind.Array:
                var words = new StringBuilder();
                foreach (var item in value.EnumerateArray())
                    words.Append(words.Length == 0 ? "" : "; ").Append(Words(item));
                return words.ToString();
            default:
                return value.GetRawText();
        }
    }
}
