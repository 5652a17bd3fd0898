using System.Text;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Diagnostics;

/// <summary>Blanks keys and tokens in texts that come from a server before they reach an exception or a log.</summary>
internal static partial class Redaction
{
    private const int ShortestKey = 8;

    /// <param name="text">The text; null and empty stay as they are.</param>
    public static string? Redact(string? text) => string.IsNullOrEmpty(text) ? text : Token().Replace(text, "$1***");

    /// <summary>Blanks a key that the text may repeat, whatever it looks like.</summary>
    /// <param name="key">The key; null for none. One that is so short that it may be a part of any word stays.</param>
    /// <param name="text">The text, in any encoding that extends ASCII.</param>
    public static ReadOnlyMemory<byte> Without(string? key, ReadOnlyMemory<byte> text) => key is { Length: >= ShortestKey } && text.Span.IndexOf(Encoding.ASCII.GetBytes(key)) >= 0
        ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(text.Span).Replace(key, "***", StringComparison.Ordinal))
        : text;

    [GeneratedRegex(@"\b((?:tk|pk|rr|cd)_|apikey:)[A-Za-z0-9+/=_-]{4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
