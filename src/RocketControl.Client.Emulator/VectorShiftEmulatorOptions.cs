namespace RocketControl.Client.Emulator;

/// <summary>How a <see cref="VectorShiftEmulator"/> behaves. Where VectorShift's documents leave it open, an option says which way it goes.</summary>
public sealed record VectorShiftEmulatorOptions
{
    /// <summary>The key that <see cref="ApiKey"/> has by default: <c>emulator-key</c>.</summary>
    public const string DefaultApiKey = "emulator-key";

    /// <summary>The loopback port to listen on; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The key that clients send; <see cref="DefaultApiKey"/> by default. Null accepts any non-empty key.</summary>
    public string? ApiKey { get; init; } = DefaultApiKey;

    /// <summary>The clock of the pipelines' scripts and of delays; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// The pipelines; by default <c>echo</c>, <c>endless</c>, <c>counter</c> and <c>failing</c>, see <see cref="VectorShiftEmulatedPipeline"/>.
    /// </summary>
    public IReadOnlyList<VectorShiftEmulatedPipeline> Pipelines { get; init; } =
    [
        VectorShiftEmulatedPipeline.Echo(),
        VectorShiftEmulatedPipeline.Endless(),
        VectorShiftEmulatedPipeline.Counter(),
        VectorShiftEmulatedPipeline.Failing(),
    ];

    /// <summary>
    /// How it answers a termination, a pause or a resume of a run that is over. Unverified: the documents do not say.
    /// <see cref="VectorShiftRefusal.BadRequest"/> by default.
    /// </summary>
    public VectorShiftRefusal OnFinishedRun { get; init; }

    /// <summary>How it answers for a run that it does not know. Unverified. <see cref="VectorShiftRefusal.BadRequest"/> by default.</summary>
    public VectorShiftRefusal OnUnknownRun { get; init; }

    /// <summary>Whether a stream ends with <c>data: [DONE]</c>. Unverified: only integrations by others mention it. False by default.</summary>
    public bool SendsDone { get; init; }

    /// <summary>
    /// A route for the status of a run, such as <c>pipeline/{pipeline_id}/runs/{run_id}</c>. VectorShift documents none, so there is none by default (null).
    /// </summary>
    public string? StatusRoute { get; init; }

    /// <summary>The path of bulk runs below a pipeline; <c>bulk_run</c> by default.</summary>
    public string BulkRunPath { get; init; } = "bulk_run";

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal VectorShiftEmulatorOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        return this;
    }
}
