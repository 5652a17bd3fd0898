using System.Collections.Concurrent;

namespace RocketControl.Client.Soak.Soaking;

/// <summary>What came of it all.</summary>
internal sealed class SoakReport
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentDictionary<string, long> _endings = new();

    public int Rounds { get; set; }

    public int Kills { get; set; }

    /// <summary>How many starts reached the server; none did twice, or it is among the problems.</summary>
    public int Starts { get; set; }

    /// <summary>How many objects were written to the server, or posted; none was twice, or it is among the problems.</summary>
    public int Objects { get; set; }

    public IReadOnlyCollection<string> Problems => [.. _problems];

    /// <summary>How often calls ended how.</summary>
    public IReadOnlyDictionary<string, long> Endings => _endings;

    public long Calls => _endings.Where(ending => !ending.Key.StartsWith("unknown", StringComparison.Ordinal)).Sum(ending => ending.Value);

    public IEnumerable<string> Lines =>
    [
        $"{Rounds} rounds, {Kills} kills, {Calls:N0} calls, all of which ended",
        $"{Starts:N0} starts reached the server, and {Objects:N0} objects",
        .. Endings.OrderBy(ending => ending.Key, StringComparer.Ordinal).Select(ending => $"  {ending.Key}: {ending.Value:N0}"),
        $"{Problems.Count} problems",
    ];

    public void Count(string ending) => _endings.AddOrUpdate(ending, 1, static (_, count) => count + 1);

    public void Complain(string problem) => _problems.Enqueue(problem);
}
