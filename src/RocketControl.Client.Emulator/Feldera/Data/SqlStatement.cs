namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>The tokens of a statement and how far they have been read.</summary>
internal sealed class SqlStatement(IReadOnlyList<SqlToken> tokens)
{
    private int _at;

    public bool IsAtEnd => _at >= tokens.Count;

    /// <summary>Goes past the keyword or punctuation, if it is next.</summary>
    public bool Skip(string text)
    {
        if (IsAtEnd || !tokens[_at].Is(text))
            return false;
        _at++;
        return true;
    }

    /// <summary>The next token, whatever it is.</summary>
    public SqlToken Take() => tokens[_at++];

    public bool IsNext(string text) => !IsAtEnd && tokens[_at].Is(text);

    /// <exception cref="FormatException">Something else is next.</exception>
    public void Expect(string text)
    {
        if (!Skip(text))
            throw new FormatException($"Expected {text} instead of {Next()}.");
    }

    /// <exception cref="FormatException">Something else is next.</exception>
    public SqlName ReadName()
    {
        if (IsAtEnd || tokens[_at] is not { Kind: SqlTokenKind.Word or SqlTokenKind.QuotedName } token)
            throw new FormatException($"Expected a name instead of {Next()}.");
        _at++;
        return token.Kind == SqlTokenKind.Word ? SqlName.Plain(token.Text) : SqlName.Quoted(token.Text);
    }

    /// <summary>The names in parentheses and between commas.</summary>
    public IReadOnlyList<SqlName> ReadNames()
    {
        var names = new List<SqlName>();
        Expect("(");
        do
            names.Add(ReadName());
        while (Skip(","));
        Expect(")");
        return names;
    }

    /// <summary>Reads <c>WITH ('name' = 'value', …)</c>, if it is next.</summary>
    public IReadOnlyDictionary<string, string> ReadProperties()
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!Skip("WITH"))
            return properties;
        Expect("(");
        do
        {
            string name = ReadText();
            Expect("=");
            properties[name] = ReadText();
        }
        while (Skip(","));
        Expect(")");
        return properties;
    }

    /// <summary>Goes to the comma or parenthesis that ends this element of a list; what is in parentheses on the way belongs to the element.</summary>
    public IReadOnlyList<SqlToken> ReadToEndOfElement()
    {
        int start = _at;
        int depth = 0;
        for (; !IsAtEnd; _at++)
        {
            if (depth == 0 && (tokens[_at].Is(",") || tokens[_at].Is(")")))
                break;
            depth += tokens[_at].Is("(") ? 1 : tokens[_at].Is(")") ? -1 : 0;
        }
        return [.. tokens.Skip(start).Take(_at - start)];
    }

    private string ReadText() => !IsAtEnd && tokens[_at].Kind == SqlTokenKind.Text
        ? tokens[_at++].Text
        : throw new FormatException($"Expected a text in single quotes instead of {Next()}.");

    private string Next() => IsAtEnd ? "the end" : $"'{tokens[_at].Text}'";
}
