using System.Buffers.Text;

namespace RocketControl.Client.Transports;

/// <summary>
/// JSON allows an escape that is only half of a surrogate pair, but it stands for no text and .NET's readers throw when they meet it. This replaces such
/// halves by the replacement character, as decoders of text do.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The text with every half replaced, or null when there is none.</summary>
    public static byte[]? Replace(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
            return null;

        byte[]? result = null;
        var at = 0;
        while (at < json.Length && json[at..].IndexOf((byte)'\\') is >= 0 and var distance)
        {
            at += distance;
            if (CodeUnitAt(json, at) is not { } unit)
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(unit) && CodeUnitAt(json, at + EscapeLength) is { } next && char.IsLowSurrogate(next))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit))
                    "\\ufffd"u8.CopyTo((result ??= json.ToArray()).AsSpan(at));
                at += EscapeLength;
            }
        }
        return result;
    }

    private static char? CodeUnitAt(ReadOnlySpan<byte> json, int at) =>
        json.Length >= at + EscapeLength && json[at..].StartsWith("\\u"u8)
            && Utf8Parser.TryParse(json.Slice(at + 2, 4), out uint unit, out var digits, 'X') && digits == 4
            ? (char)unit
            : null;
}
