using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>One node of a pipeline and the lanes that it listens on.</summary>
internal sealed record PipelineComponent(string Id, string Provider, JsonObject Config, IReadOnlyList<PipelineInput> Inputs);
