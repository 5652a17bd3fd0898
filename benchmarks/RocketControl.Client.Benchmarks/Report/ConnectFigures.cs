using RocketControl.Client.Benchmarks.Peers;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>From nothing to the first answer: connect, log in, ask for a status.</summary>
internal static class ConnectFigures
{
    private const int Connections = 150;

    /// <summary>Saying goodbye is not part of it: ours logs out and closes, the floor drops the connection.</summary>
    public static async Task<IReadOnlyList<(string, double)>> ConnectAsync(string authority)
    {
        var opened = new List<IAsyncDisposable>();
        var floors = new List<IDisposable>();
        var ratio = await Rounds.RatioAsync(
            Rounds.Repeat(Connections, async () =>
            {
                var client = Ours.Client(authority);
                await client.GetTaskStatusAsync(Ours.Run);
                opened.Add(client);
            }),
            Rounds.Repeat(Connections, async () =>
            {
                var floor = await FloorClient.ConnectAsync(authority);
                await floor.StatusAsync();
                floors.Add(floor);
            }),
            afterEach: async () =>
            {
                floors.ForEach(floor => floor.Dispose());
                floors.Clear();
                await Task.WhenAll(opened.Select(client => client.DisposeAsync().AsTask()));
                opened.Clear();
            });
        return [(".vs_floor", ratio)];
    }
}
