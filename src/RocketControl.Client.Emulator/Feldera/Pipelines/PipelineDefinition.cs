using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>What a user says of a pipeline, with the server's defaults filled in.</summary>
internal sealed record PipelineDefinition(
    string Name,
    string Description,
    IReadOnlyList<string> Tags,
    string ProgramCode,
    string UdfRust,
    string UdfToml,
    JsonObject RuntimeConfig,
    JsonObject ProgramConfig)
{
    /// <summary>Whether the other one needs to be compiled anew.</summary>
    public bool HasSameProgramAs(PipelineDefinition other) =>
        ProgramCode == other.ProgramCode && UdfRust == other.UdfRust && UdfToml == other.UdfToml && JsonNode.DeepEquals(ProgramConfig, other.ProgramConfig);

    /// <summary>Whether the other one differs in nothing but what may always be edited.</summary>
    public bool RunsSameAs(PipelineDefinition other) =>
        HasSameProgramAs(other) && Name == other.Name && JsonNode.DeepEquals(RuntimeConfig, other.RuntimeConfig);
}
