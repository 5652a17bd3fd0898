using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace RocketControl.Client.Telemetry;

/// <summary>A number for each system that goes up and down, and is read when somebody measures: who begins to listen late is told the truth.</summary>
internal sealed class CountBySystem
{
    private readonly ConcurrentDictionary<RunBackend, StrongBox<long>> _counts = new();

    public void Add(RunBackend system, long change) => Interlocked.Add(ref _counts.GetOrAdd(system, static _ => new StrongBox<long>()).Value, change);

    public IEnumerable<Measurement<long>> Measure() => _counts.Select(count => new Measurement<long>(
        Interlocked.Read(ref count.Value.Value), new KeyValuePair<string, object?>(RunControlTelemetry.SystemTag, TagText.Of(count.Key))));
}
