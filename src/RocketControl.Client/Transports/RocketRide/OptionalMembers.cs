using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Writes members that are left out when there is nothing to say; null is never sent (RocketRide protocol §2.1).</summary>
internal static class OptionalMembers
{
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
