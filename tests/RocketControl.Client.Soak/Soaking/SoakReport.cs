using System.Collections.Concurrent;

namespace RocketControl.Client.Soak.Soaking;

/// <summary>What came of it all.</summary>
internal sealed class SoakReport
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentDictionary<string, long> _endings = new();

    public int Rounds { get; set; }

    public int Kills { get; set; }

    public IReadOnlyCollection<string> Problems => [.. _problems];

    /// <summary>How often calls ended how.</summary>
    public IReadOnlyDictionary<string, long> Endings => _endings;

    public long Calls => _endings.Where(ending => !ending.Key.StartsWith("unknown", StringComparison.Ordinal)).Sum(ending => ending.Value);

    public void Count(string ending) => _endings.AddOrUpdate(ending, 1, static (_, count) => count + 1);

    public void Complain(string problem) => _problems.Enqueue(problem);
}
