namespace RocketControl.Client.Emulator.Feldera.Data;

internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    /// <summary>Whether this is the keyword or punctuation.</summary>
    public bool Is(string text) => Kind is SqlTokenKind.Word or SqlTokenKind.Other && Text.Equals(text, StringComparison.OrdinalIgnoreCase);
}
