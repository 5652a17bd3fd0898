using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>Floats as Python writes them: always with a fraction, <c>0.0</c> rather than <c>0</c>.</summary>
internal static class PythonFloat
{
    private static readonly JsonElement Zero = Element("0.0");

    public static JsonNode Node(double value)
    {
        if (value == 0)
            return JsonValue.Create(Zero)!;
        return value == Math.Floor(value)
            ? JsonValue.Create(Element(value.ToString("0.0", CultureInfo.InvariantCulture)))!
            : JsonValue.Create(value);
    }

    private static JsonElement Element(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
