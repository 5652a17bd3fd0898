using System.Diagnostics;
using RocketControl.Client.Telemetry;

namespace RocketControl.Client;

/// <summary>
/// A handle on one run: what <see cref="RunControlClient.UseAsync(PipelineDefinition, CancellationToken)"/> and <see cref="RunControlClient.AttachAsync(RunReference, CancellationToken)"/> give and every other call takes.
/// It is plain data; letting go of it does not end the run.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record Run
{
    /// <summary>Creates a handle from what is known of a run.</summary>
    /// <param name="backend">The system that executes it.</param>
    /// <param name="id">What addresses it there; for RocketRide the task token.</param>
    public Run(RunBackend backend, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Backend = backend;
        Id = id;
    }

    /// <summary>The system that executes the run.</summary>
    public RunBackend Backend { get; }

    /// <summary>What addresses the run; for RocketRide the task token, which is a secret: whoever has it can end the run.</summary>
    public string Id { get; }

    /// <summary>
    /// Tells this run from others under the same <see cref="Id"/>, where ids are used again; for Feldera the <c>deployment_id</c>. Null when ids are unique or it is
    /// not known.
    /// </summary>
    public string? Instance { get; init; }

    /// <summary>A name for logs and screens without secrets; for RocketRide <c>8f14e45f.webhook_1</c>. Null when not known.</summary>
    public string? DisplayId { get; init; }

    /// <summary>The project that the pipeline belongs to; null when not known.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The component that feeds the pipeline; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>The kind of that component, for example <c>webhook</c>; null when not known.</summary>
    public string? Provider { get; init; }

    /// <summary>The key with which others may feed the run (RocketRide protocol §1.4); as secret as the token. Null when not known.</summary>
    public string? PublicToken { get; init; }

    /// <summary>
    /// True when <see cref="UseOptions.UseExisting"/> found a run alive and gave that one, so that the submitted pipeline was not used, or when Feldera ran just that
    /// pipeline already. Null when the server does not tell (older ones never do).
    /// </summary>
    public bool? Reused { get; init; }

    /// <summary>The span that started the run; made no part of what two handles are compared by.</summary>
    internal RunOrigin Origin { get; init; }

    /// <summary>A short text without secrets, for logs.</summary>
    public override string ToString() => DisplayId ?? $"{Backend} run";
}
