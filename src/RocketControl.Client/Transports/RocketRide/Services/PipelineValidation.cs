using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>What the server thinks of a pipeline that was not started (RocketRide protocol §3.6).</summary>
public sealed record PipelineValidation
{
    /// <summary>What would keep the pipeline from running; empty when nothing would.</summary>
    public IReadOnlyList<PipelineProblem> Errors { get; init; } = [];

    /// <summary>What is doubtful.</summary>
    public IReadOnlyList<PipelineProblem> Warnings { get; init; } = [];

    /// <summary>
    /// The pipeline as the server read it, with the values of the server's own environment in it: treat it as a secret. Of kind
    /// <see cref="JsonValueKind.Undefined"/> when the server did not send it.
    /// </summary>
    public JsonElement Pipeline { get; init; }

    /// <summary>True when there are no errors.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>A short text without the pipeline, for logs.</summary>
    public override string ToString() => IsValid ? $"valid, {Warnings.Count} warnings" : $"{Errors.Count} errors: {Errors[0].Message}";

    internal static PipelineValidation Read(JsonElement body) => new()
    {
        Errors = [.. body.Items("errors"u8).Select(PipelineProblem.Read)],
        Warnings = [.. body.Items("warnings"u8).Select(PipelineProblem.Read)],
        Pipeline = body.Member("pipeline"u8) ?? default,
    };
}
