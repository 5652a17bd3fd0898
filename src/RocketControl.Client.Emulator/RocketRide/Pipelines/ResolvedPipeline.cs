using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>A pipeline whose source is known. <paramref name="Stored"/> keeps its placeholders.</summary>
internal sealed record ResolvedPipeline(JsonObject Stored, string Source, string Provider);
