using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>A column; the type is spelled as the server spells it in JSON, such as <c>INTEGER</c>.</summary>
internal sealed record Column(SqlName Name, string Type, bool IsNullable)
{
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["BOOL"] = "BOOLEAN",
        ["DEC"] = "DECIMAL",
        ["FLOAT32"] = "REAL",
        ["FLOAT64"] = "DOUBLE",
        ["INT"] = "INTEGER",
        ["INT64"] = "BIGINT",
        ["NUMERIC"] = "DECIMAL",
        ["STRING"] = "VARCHAR",
        ["TEXT"] = "VARCHAR",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (decimal Lowest, decimal Highest)> Integers = new Dictionary<string, (decimal, decimal)>
    {
        ["TINYINT"] = (sbyte.MinValue, sbyte.MaxValue),
        ["SMALLINT"] = (short.MinValue, short.MaxValue),
        ["INTEGER"] = (int.MinValue, int.MaxValue),
        ["BIGINT"] = (long.MinValue, long.MaxValue),
        ["UTINYINT"] = (0, byte.MaxValue),
        ["USMALLINT"] = (0, ushort.MaxValue),
        ["UINTEGER"] = (0, uint.MaxValue),
        ["UBIGINT"] = (0, ulong.MaxValue),
    }.ToFrozenDictionary();

    private bool IsText => Type is "VARCHAR" or "CHAR";

    private bool IsInteger => Integers.ContainsKey(Type);

    private bool IsNumber => IsInteger || Type is "REAL" or "DOUBLE" or "DECIMAL";

    private bool IsBoolean => Type == "BOOLEAN";

    /// <summary>The type that a program's word for it means.</summary>
    public static string TypeOf(string word, bool isUnsigned)
    {
        string type = Synonyms.GetValueOrDefault(word, word);
        return isUnsigned ? $"U{type}" : type;
    }

    /// <summary>Checks a value of a record.</summary>
    /// <exception cref="FormatException">The value is not of the column's type.</exception>
    public JsonNode? Check(JsonNode? value)
    {
        if (value is null)
            return IsNullable ? null : throw new FormatException("a value is required, but there is none");
        if (!Fits(value.GetValueKind(), value))
            throw new FormatException($"{value.ToJsonString()} is not of type {Type}");
        return value.DeepClone();
    }

    /// <summary>Checks a field of a CSV record; an empty one is no value, but for texts.</summary>
    /// <exception cref="FormatException">The value is not of the column's type.</exception>
    public JsonNode? Check(string field)
    {
        if (IsText)
            return JsonValue.Create(field);
        if (field.Length == 0)
            return Check((JsonNode?)null);
        try
        {
            return Check(IsNumber || IsBoolean ? JsonText.Parse(field.ToLowerInvariant()) : JsonValue.Create(field));
        }
        catch (JsonException)
        {
            throw new FormatException($"'{field}' is not of type {Type}");
        }
    }

    public JsonObject ToJson() => new()
    {
        ["name"] = Name.Text,
        ["case_sensitive"] = Name.IsCaseSensitive,
        ["columntype"] = new JsonObject { ["type"] = Type, ["nullable"] = IsNullable },
        ["unused"] = false,
    };

    private bool Fits(JsonValueKind kind, JsonNode value)
    {
        if (IsText || Type is "DATE" or "TIME" or "TIMESTAMP" or "UUID")
            return kind == JsonValueKind.String;
        if (IsBoolean)
            return kind is JsonValueKind.True or JsonValueKind.False;
        if (IsInteger)
            return kind == JsonValueKind.Number && IsInRange(value.ToJsonString());
        if (IsNumber)
            return kind == JsonValueKind.Number || (kind == JsonValueKind.String && Type == "DECIMAL");
        return true;
    }

    private bool IsInRange(string number)
    {
        (decimal lowest, decimal highest) = Integers[Type];
        return decimal.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value) && value >= lowest && value <= highest;
    }
}
