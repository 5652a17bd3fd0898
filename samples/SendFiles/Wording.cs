using System.Globalization;
using System.Text;
using RocketControl.Client;

namespace SendFiles;

/// <summary>How sizes, names and texts are shown.</summary>
internal static class Wording
{
    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB"];

    public static string Of(SendPhase phase) => phase switch
    {
        SendPhase.Completed => "sent",
        SendPhase.Abandoned => "given up",
        _ => "failed",
    };

    public static string Size(long bytes)
    {
        if (bytes < 1024)
            return $"{bytes} B";
        var (size, unit) = (bytes / 1024.0, 0);
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {Units[unit]}");
    }

    /// <summary>The text without what would upset a terminal.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            else
                line.Append(rune);
        }
        return line.ToString().TrimEnd();
    }

    public static string Shorten(string text, int length)
    {
        var info = new StringInfo(text);
        return info.LengthInTextElements <= length ? text : info.SubstringByTextElements(0, length - 1) + "…";
    }
}
