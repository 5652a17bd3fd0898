using System.Text.Json.Serialization;

namespace FelderaStop;

/// <summary>A record of the table that this program feeds.</summary>
internal sealed record Reading(
    [property: JsonPropertyName("sensor")] string Sensor,
    [property: JsonPropertyName("celsius")] int Celsius);
