using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Framing;

/// <summary>
/// Reads JSON as Python's <c>json.loads</c> does: bare NaN and infinities are numbers, of members of the same name the last one wins, lone surrogates are
/// let through. Numbers keep their text.
/// </summary>
internal ref struct PythonJsonReader
{
    /// <summary>How deep arrays and objects may be nested; deeper text is taken for malformed.</summary>
    public const int MaxDepth = 500;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789Ee");

    private readonly ReadOnlySpan<char> _text;
    private int _position;

    private PythonJsonReader(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The value, or false for text that is not JSON. JSON null is null.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out JsonNode? value)
    {
        var reader = new PythonJsonReader(text);
        try
        {
            value = reader.ReadValue(0);
            reader.SkipWhiteSpace();
            return reader._position == text.Length;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }

    private JsonNode? ReadValue(int depth)
    {
        SkipWhiteSpace();
        switch (Peek())
        {
            case '{':
                return ReadObject(Deeper(depth));
            case '[':
                return ReadArray(Deeper(depth));
            case '"':
                return JsonValue.Create(ReadString());
            case 't':
                Expect("true");
                return JsonValue.Create(true);
            case 'f':
                Expect("false");
                return JsonValue.Create(false);
            case 'n':
                Expect("null");
                return null;
            case 'N':
                Expect("NaN");
                return JsonValue.Create(double.NaN);
            case 'I':
                Expect("Infinity");
                return JsonValue.Create(double.PositiveInfinity);
            case '-' when _text[_position..].StartsWith("-I", StringComparison.Ordinal):
                Expect("-Infinity");
                return JsonValue.Create(double.NegativeInfinity);
            default:
                return ReadNumber();
        }
    }

    private JsonObject ReadObject(int depth)
    {
        var members = new JsonObject();
        _position++;
        SkipWhiteSpace();
        if (TryTake('}'))
            return members;
        do
        {
            SkipWhiteSpace();
            string name = ReadString();
            SkipWhiteSpace();
            Take(':');
            members[name] = ReadValue(depth);
            SkipWhiteSpace();
        }
        while (TryTake(','));
        Take('}');
        return members;
    }

    private JsonArray ReadArray(int depth)
    {
        var items = new JsonArray();
        _position++;
        SkipWhiteSpace();
        if (TryTake(']'))
            return items;
        do
        {
            items.Add(ReadValue(depth));
            SkipWhiteSpace();
        }
        while (TryTake(','));
        Take(']');
        return items;
    }

    private string ReadString()
    {
        Take('"');
        int end = _text[_position..].IndexOfAny('"', '\\');
        var text = new StringBuilder();
        while (end >= 0)
        {
            AppendPlain(text, _text.Slice(_position, end));
            _position += end + 1;
            if (_text[_position - 1] == '"')
                return text.ToString();
            text.Append(ReadEscape());
            end = _text[_position..].IndexOfAny('"', '\\');
        }
        throw new JsonException();
    }

    private static void AppendPlain(StringBuilder text, ReadOnlySpan<char> run)
    {
        if (run.IndexOfAnyInRange('\0', '\x1F') >= 0)
            throw new JsonException();
        text.Append(run);
    }

    private char ReadEscape()
    {
        char escape = Peek();
        _position++;
        switch (escape)
        {
            case '"' or '\\' or '/':
                return escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length
                && ushort.TryParse(_text.Slice(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                _position += 4;
                return (char)unit;
            default:
                throw new JsonException();
        }
    }

    private JsonNode? ReadNumber()
    {
        ReadOnlySpan<char> rest = _text[_position..];
        int length = rest.IndexOfAnyExcept(NumberCharacters);
        ReadOnlySpan<char> number = length < 0 ? rest : rest[..length];
        if (number.IsEmpty)
            throw new JsonException();
        _position += number.Length;
        return JsonNode.Parse(number.ToString());
    }

    private void SkipWhiteSpace()
    {
        int skipped = _text[_position..].IndexOfAnyExcept(" \t\n\r");
        _position = skipped < 0 ? _text.Length : _position + skipped;
    }

    private readonly char Peek() => _position < _text.Length ? _text[_position] : throw new JsonException();

    private void Take(char expected)
    {
        if (!TryTake(expected))
            throw new JsonException();
    }

    private bool TryTake(char expected)
    {
        if (_position >= _text.Length || _text[_position] != expected)
            return false;
        _position++;
        return true;
    }

    private void Expect(string word)
    {
        if (!_text[_position..].StartsWith(word, StringComparison.Ordinal))
            throw new JsonException();
        _position += word.Length;
    }

    private static int Deeper(int depth) => depth < MaxDepth ? depth + 1 : throw new JsonException();
}
