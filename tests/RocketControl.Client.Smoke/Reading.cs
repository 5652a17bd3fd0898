using System.Text.Json.Serialization;

namespace RocketControl.Client.Smoke;

/// <summary>A record of a Feldera table.</summary>
internal sealed record Reading([property: JsonPropertyName("sensor")] string Sensor, [property: JsonPropertyName("celsius")] int Celsius);
