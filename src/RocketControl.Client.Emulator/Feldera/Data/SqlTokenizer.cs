using System.Text;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Takes a program apart into the tokens of its statements, without comments.</summary>
internal sealed class SqlTokenizer(string program)
{
    private int _at;

    /// <summary>The statements; one that is empty is left out.</summary>
    /// <exception cref="FormatException">A quote or comment does not end.</exception>
    public IEnumerable<IReadOnlyList<SqlToken>> Statements()
    {
        var statement = new List<SqlToken>();
        while (Next() is { } token)
        {
            if (!token.Is(";"))
            {
                statement.Add(token);
            }
            else if (statement.Count > 0)
            {
                yield return statement;
                statement = [];
            }
        }
        if (statement.Count > 0)
            yield return statement;
    }

    private SqlToken? Next()
    {
        SkipBlanks();
        if (_at >= program.Length)
            return null;
        char first = program[_at];
        if (first is '"' or '\'')
            return new SqlToken(first == '"' ? SqlTokenKind.QuotedName : SqlTokenKind.Text, ReadQuoted(first));
        if (char.IsLetter(first) || first == '_')
            return new SqlToken(SqlTokenKind.Word, ReadWhile(c => char.IsLetterOrDigit(c) || c is '_' or '$'));
        if (char.IsDigit(first))
            return new SqlToken(SqlTokenKind.Number, ReadWhile(c => char.IsLetterOrDigit(c) || c == '.'));
        _at++;
        return new SqlToken(SqlTokenKind.Other, first.ToString());
    }

    private void SkipBlanks()
    {
        while (_at < program.Length)
        {
            if (char.IsWhiteSpace(program[_at]))
                _at++;
            else if (StartsHere("--"))
                _at = program.IndexOf('\n', _at) is var end and >= 0 ? end + 1 : program.Length;
            else if (StartsHere("/*"))
                _at = program.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : throw Unended("comment");
            else
                return;
        }
    }

    private string ReadQuoted(char quote)
    {
        var text = new StringBuilder();
        for (_at++; _at < program.Length; _at++)
        {
            if (program[_at] != quote)
            {
                text.Append(program[_at]);
                continue;
            }
            _at++;
            if (_at >= program.Length || program[_at] != quote)
                return text.ToString();
            text.Append(quote);
        }
        throw Unended("quote");
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < program.Length && belongs(program[_at]))
            _at++;
        return program[start.._at];
    }

    private bool StartsHere(string text) => string.CompareOrdinal(program, _at, text, 0, text.Length) == 0;

    private static FormatException Unended(string what) => new($"A {what} does not end.");
}
