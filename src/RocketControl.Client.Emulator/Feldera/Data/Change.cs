using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>A row that comes or goes: a positive weight is how often it is inserted, a negative one how often it is deleted.</summary>
internal sealed record Change(JsonObject Row, long Weight);
