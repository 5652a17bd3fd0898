using System.Text.Json.Nodes;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client;

/// <summary>
/// A pipeline for Feldera: a SQL program under a name, which is created, or replaced when it is there already; or, with <see cref="Existing"/>, one that is there and
/// only started (Feldera protocol §6).
/// </summary>
public sealed class FelderaPipeline : PipelineDefinition
{
    /// <summary>Describes a pipeline that is created, or replaced when there is one of that name.</summary>
    /// <param name="name">Its name: letters, digits, hyphens and underscores, with a letter or digit at both ends.</param>
    /// <param name="sql">The program: <c>CREATE TABLE</c> and <c>CREATE VIEW</c> statements.</param>
    public FelderaPipeline(string name, string sql)
        : this(name)
    {
        ArgumentNullException.ThrowIfNull(sql);
        Sql = sql;
    }

    private FelderaPipeline(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The program; null for a pipeline that is taken as it is there.</summary>
    public string? Sql { get; }

    /// <summary>The description. Null (default): empty.</summary>
    public string? Description { get; init; }

    /// <summary>Labels. Null (default): none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Rust code of user-defined functions. Null (default): none.</summary>
    public string? UdfRust { get; init; }

    /// <summary>The dependencies of that code, in Cargo's TOML. Null (default): none.</summary>
    public string? UdfToml { get; init; }

    /// <summary>How to compile, for example <c>{"profile":"dev"}</c>. Null (default): the server's defaults.</summary>
    public JsonObject? ProgramConfig { get; init; }

    /// <summary>How to run: workers, storage, resources, fault tolerance … (Feldera protocol §6). Null (default): the server's defaults.</summary>
    public JsonObject? RuntimeConfig { get; init; }

    /// <summary>How to start it. Default: running, once it is compiled.</summary>
    public FelderaStartOptions Start { get; init; } = new();

    /// <summary>Names a pipeline that is on the server already.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">How to start it; null for running.</param>
    public static FelderaPipeline Existing(string name, FelderaStartOptions? start = null) => new(name) { Start = start ?? new FelderaStartOptions() };

    /// <exception cref="RunInvalidArgumentException">The pipeline is one for another backend.</exception>
    internal static FelderaPipeline From(PipelineDefinition pipeline, RunOperation operation) =>
        pipeline as FelderaPipeline ?? throw new RunInvalidArgumentException(
            $"{pipeline.GetType().Name} is not for Feldera. Give a FelderaPipeline: new FelderaPipeline(name, sql), or FelderaPipeline.Existing(name).",
            new RunErrorContext(RunBackend.Feldera, operation));

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
