using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera;

/// <summary>The state of an emulated server. Whoever touches it or a pipeline holds <see cref="Gate"/>.</summary>
internal sealed class FelderaServer : IDisposable
{
    private readonly List<Pipeline> _pipelines = [];

    public FelderaServer(FelderaEmulatorOptions options, FelderaFaults faults)
    {
        Options = options;
        Timings = options.Timings;
        Faults = faults;
        Clock = new ServerClock(options.TimeProvider, Gate);
        StartedAt = Clock.Now;
        Keys = new ApiKeys(options.ApiKey);
        faults.Pipelines.Attach(this);
    }

    public object Gate { get; } = new();

    public FelderaEmulatorOptions Options { get; }

    public FelderaTimings Timings { get; set; }

    public FelderaFaults Faults { get; }

    public ServerClock Clock { get; }

    public DateTimeOffset StartedAt { get; }

    public Ledger<FelderaTransition> Transitions { get; } = new(_ => 0);

    public ApiKeys Keys { get; }

    /// <summary>Tells of processes that change their status, begin or end.</summary>
    public ChangeSignal Changes { get; } = new();

    public Guid TenantId { get; } = Guid.NewGuid();

    public IReadOnlyList<Pipeline> Pipelines => _pipelines;

    public bool IsEnterprise => Options.Edition == FelderaEdition.Enterprise;

    public Pipeline? Find(string name) => _pipelines.Find(pipeline => pipeline.Name == name);

    public Pipeline Add(PipelineDefinition definition)
    {
        var pipeline = new Pipeline(this, definition);
        _pipelines.Add(pipeline);
        return pipeline;
    }

    public void Remove(Pipeline pipeline)
    {
        _pipelines.Remove(pipeline);
        pipeline.Dispose();
    }

    public void Dispose()
    {
        lock (Gate)
        {
            foreach (Pipeline pipeline in _pipelines)
                pipeline.Dispose();
        }
        Clock.Dispose();
    }
}
