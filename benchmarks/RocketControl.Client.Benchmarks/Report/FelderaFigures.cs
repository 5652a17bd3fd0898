using RocketControl.Client.Benchmarks.Peers;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>Feeding a table.</summary>
internal static class FelderaFigures
{
    private const int Records = 1_000_000;

    /// <summary>A million records as one stream, each made and written on the way.</summary>
    public static async Task<IReadOnlyList<(string, double)>> IngestAsync(string authority)
    {
        await using var transport = new FelderaTransport(new FelderaOptions { Endpoint = $"http://{authority}" });
        using var floor = new HttpFloor(authority);
        return [(".vs_floor", await Rounds.RatioAsync(
            () => transport.IngestAsync("bench", "records", Readings(), PeerJson.Default.Reading),
            () => floor.IngestAsync(new ReadingsContent(Readings()))))];
    }

    private static IEnumerable<Reading> Readings()
    {
        for (var id = 0; id < Records; id++)
            yield return new Reading(id, "attic", 21.5 + (id % 10), 1_795_195_560_000 + id);
    }
}
