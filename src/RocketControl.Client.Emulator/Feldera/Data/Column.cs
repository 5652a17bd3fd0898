using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>A column; the type is the first word of its SQL type, in upper case.</summary>
internal sealed record Column(SqlName Name, string Type, bool IsNullable)
{
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

    private bool IsText => Type is "VARCHAR" or "CHAR" or "TEXT" or "STRING";

    private bool IsInteger => Type is "TINYINT" or "SMALLINT" or "INT" or "INTEGER" or "BIGINT";

    private bool IsNumber => IsInteger || Type is "REAL" or "DOUBLE" or "FLOAT" or "DECIMAL" or "NUMERIC";

    private bool IsBoolean => Type is "BOOLEAN" or "BOOL";

    private bool Fits(JsonValueKind kind, JsonNode value)
    {
        if (IsText || Type is "DATE" or "TIME" or "TIMESTAMP" or "UUID")
            return kind == JsonValueKind.String;
        if (IsBoolean)
            return kind is JsonValueKind.True or JsonValueKind.False;
        if (IsInteger)
            return kind == JsonValueKind.Number && IsInRange(value.ToJsonString());
        if (IsNumber)
            return kind == JsonValueKind.Number || (kind == JsonValueKind.String && Type is "DECIMAL" or "NUMERIC");
        return true;
    }

    private bool IsInRange(string number) => Type switch
    {
        "TINYINT" => sbyte.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "SMALLINT" => short.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "BIGINT" => long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
    };
}
