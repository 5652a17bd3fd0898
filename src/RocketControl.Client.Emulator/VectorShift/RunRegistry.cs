using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.VectorShift;

/// <summary>The pipelines and all runs that there were.</summary>
internal sealed class RunRegistry : IAsyncDisposable
{
    private readonly Dictionary<string, VectorShiftEmulatedPipeline> _pipelines;
    private readonly ConcurrentDictionary<string, VectorShiftEmulatedRun> _runs = new();
    private readonly TimeProvider _time;
    private int _lastRun;

    public RunRegistry(VectorShiftEmulatorOptions options)
    {
        _pipelines = options.Pipelines.ToDictionary(pipeline => pipeline.Id);
        _time = options.TimeProvider;
    }

    public IReadOnlyCollection<VectorShiftEmulatedPipeline> Pipelines => _pipelines.Values;

    /// <summary>In the order of their start.</summary>
    public IReadOnlyList<VectorShiftEmulatedRun> Runs => [.. _runs.Values.OrderBy(run => run.Id, StringComparer.Ordinal)];

    public VectorShiftEmulatedPipeline? Pipeline(string id) => _pipelines.GetValueOrDefault(id);

    public VectorShiftEmulatedRun? Find(string pipelineId, string runId) =>
        _runs.GetValueOrDefault(runId) is { } run && run.Pipeline.Id == pipelineId ? run : null;

    /// <exception cref="RefusedException">There is no such pipeline, or the inputs are none.</exception>
    public VectorShiftEmulatedRun Start(string pipelineId, JsonNode? inputs)
    {
        VectorShiftEmulatedPipeline pipeline = Pipeline(pipelineId) ?? throw RefusedException.BadRequest("pipeline not found");
        if (inputs is not (null or JsonObject))
            throw RefusedException.BadRequest("inputs must be an object");
        var given = (JsonObject?)inputs?.DeepClone() ?? [];
        var run = new VectorShiftEmulatedRun($"run-{Interlocked.Increment(ref _lastRun):D8}", pipeline, given, _time, new CancellationTokenSource());
        _runs[run.Id] = run;
        _ = Task.Run(run.ExecuteAsync); // Ends by itself, or is cancelled and waited for when the emulator stops.
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (VectorShiftEmulatedRun run in _runs.Values)
            await run.CancelAsync().ConfigureAwait(false);
    }
}
