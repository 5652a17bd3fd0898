using RocketControl.Client.Benchmarks.Peers;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>The way for where no WebSocket can be had.</summary>
internal static class HttpFigures
{
    private const int Calls = 5_000;

    public static async Task<IReadOnlyList<(string, double)>> StatusAsync(string authority)
    {
        await using var client = Ours.HttpClient(authority);
        using var floor = new HttpFloor(authority);
        return [(".vs_floor", await Rounds.RatioAsync(
            Rounds.Repeat(Calls, () => client.GetTaskStatusAsync(Ours.Run)), Rounds.Repeat(Calls, floor.StatusAsync)))];
    }
}
