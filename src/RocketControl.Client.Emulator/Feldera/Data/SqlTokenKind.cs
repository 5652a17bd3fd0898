namespace RocketControl.Client.Emulator.Feldera.Data;

internal enum SqlTokenKind
{
    /// <summary>A keyword, or an identifier without quotes.</summary>
    Word,

    /// <summary>An identifier in double quotes.</summary>
    QuotedName,

    /// <summary>A text in single quotes.</summary>
    Text,

    Number,

    /// <summary>One character of punctuation.</summary>
    Other,
}
