using System.Text.Json.Serialization;

namespace RocketControl.Client.Tests.Integration.Feldera;

/// <summary>A record of the table that the tests feed.</summary>
internal sealed record Item([property: JsonPropertyName("id")] int Id, [property: JsonPropertyName("name")] string Name);
