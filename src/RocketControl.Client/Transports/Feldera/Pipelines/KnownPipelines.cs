using System.Collections.Concurrent;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>The pipelines that this client has to do with. Their number is bounded by those on the server, save for names that are none.</summary>
internal sealed class KnownPipelines
{
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, KnownPipeline> _pipelines = new(StringComparer.Ordinal);

    public KnownPipeline this[string name]
    {
        get
        {
            if (_pipelines.TryGetValue(name, out var known))
                return known;
            if (_pipelines.Count >= Remembered)
                ForgetTheIdle();
            return _pipelines.GetOrAdd(name, static _ => new KnownPipeline());
        }
    }

    public void Forget(string name) => _pipelines.TryRemove(name, out _);

    /// <summary>What only helps to be quicker can be learnt again; that an end was asked for cannot.</summary>
    private void ForgetTheIdle()
    {
        foreach (var (name, pipeline) in _pipelines)
        {
            if (!pipeline.IsEnding)
                _pipelines.TryRemove(name, out _);
        }
    }
}
