using System.Text.Json.Nodes;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>What to change of a pipeline's definition; what is null stays as it is (Feldera protocol §6). Description and labels can be changed at any time.</summary>
public sealed record FelderaPipelineChange
{
    /// <summary>Another name.</summary>
    public string? Name { get; init; }

    /// <summary>Another program.</summary>
    public string? Sql { get; init; }

    /// <summary>Another description.</summary>
    public string? Description { get; init; }

    /// <summary>Other labels.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Other Rust code of user-defined functions.</summary>
    public string? UdfRust { get; init; }

    /// <summary>Other dependencies of that code.</summary>
    public string? UdfToml { get; init; }

    /// <summary>Another way to compile.</summary>
    public JsonObject? ProgramConfig { get; init; }

    /// <summary>Another way to run; replaces the whole of it.</summary>
    public JsonObject? RuntimeConfig { get; init; }
}
