using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client;

/// <summary>A run of a VectorShift pipeline: which one, and its inputs, which belong to the start of a run (VectorShift protocol §2).</summary>
public sealed class VectorShiftPipeline : PipelineDefinition
{
    /// <summary>Names a pipeline.</summary>
    /// <param name="id">The pipeline's id.</param>
    public VectorShiftPipeline(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Id = id;
    }

    /// <summary>The pipeline's id.</summary>
    public string Id { get; }

    /// <summary>The inputs by name. Default: none.</summary>
    public IReadOnlyDictionary<string, VectorShiftValue> Inputs { get; init; } = new Dictionary<string, VectorShiftValue>();

    /// <summary>
    /// True (default): the run is streamed, so that it is known, and can be terminated, from its first event on. False: the start returns only when the run has ended,
    /// and until then nothing can be done to it.
    /// </summary>
    public bool IsStreamed { get; init; } = true;

    /// <summary>The pipeline's id.</summary>
    public override string? Name => Id;

    /// <summary>A text without the inputs.</summary>
    public override string ToString() => $"VectorShift pipeline {Id}";

    /// <exception cref="RunInvalidArgumentException">The pipeline is one for another backend, or its id cannot be one.</exception>
    internal static VectorShiftPipeline From(PipelineDefinition pipeline, RunOperation operation)
    {
        if (pipeline is not VectorShiftPipeline ours)
        {
            throw new RunInvalidArgumentException(
                $"{pipeline.GetType().Name} is not for VectorShift. Give a VectorShiftPipeline with the id of the pipeline and its inputs.",
                new RunErrorContext(RunBackend.VectorShift, operation));
        }
        Routes.CheckId(ours.Id, operation);
        return ours;
    }
}
