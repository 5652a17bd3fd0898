namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>An SQL identifier. Without quotes its case does not matter, and it is kept in lower case; with quotes it does.</summary>
internal readonly record struct SqlName(string Text, bool IsCaseSensitive)
{
    public static SqlName Plain(string text) => new(text.ToLowerInvariant(), false);

    public static SqlName Quoted(string text) => new(text, true);

    /// <summary>Reads a name as it stands in an URL, decoded: quotes are part of it.</summary>
    public static SqlName Parse(string text) => text is ['"', .. var quoted, '"'] ? Quoted(quoted.Replace("\"\"", "\"", StringComparison.Ordinal)) : Plain(text);

    /// <summary>Whether both name the same thing: <c>t</c> and <c>"t"</c> do, <c>T</c> and <c>"T"</c> do not.</summary>
    public bool Names(SqlName other) => Text == other.Text;

    public override string ToString() => Text;
}
