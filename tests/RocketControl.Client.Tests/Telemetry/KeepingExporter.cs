using System.Collections.Concurrent;
using OpenTelemetry;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>An exporter of OpenTelemetry's that keeps what it is given.</summary>
/// <param name="keep">What to keep of an item, which is reused after it was exported.</param>
internal sealed class KeepingExporter<T, TKept>(Func<T, IEnumerable<TKept>> keep) : BaseExporter<T>
    where T : class
{
    private readonly ConcurrentQueue<TKept> _kept = new();

    public IReadOnlyCollection<TKept> Kept => _kept;

    public override ExportResult Export(in Batch<T> batch)
    {
        foreach (var item in batch)
        {
            foreach (var kept in keep(item))
                _kept.Enqueue(kept);
        }
        return ExportResult.Success;
    }
}
