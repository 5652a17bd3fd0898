using System.Text.RegularExpressions;

namespace RocketControl.Client.Diagnostics;

/// <summary>Blanks keys and tokens in texts that come from a server before they reach an exception or a log.</summary>
internal static partial class Redaction
{
    /// <param name="text">The text; null and empty stay as they are.</param>
    public static string? Redact(string? text) => string.IsNullOrEmpty(text) ? text : Token().Replace(text, "$1***");

    [GeneratedRegex(@"\b((?:tk|pk|rr|cd)_|apikey:)[A-Za-z0-9+/=_-]{4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
