using RocketControl.Client.Benchmarks.Peers;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>From nothing to the first answer: connect, log in, ask for a status.</summary>
internal static class ConnectFigures
{
    private const int Connections = 300;

    public static async Task<IReadOnlyList<(string, double)>> ConnectAsync(string authority) =>
        [(".vs_floor", await Rounds.RatioAsync(
            Rounds.Repeat(Connections, async () =>
            {
                await using var client = Ours.Client(authority);
                await client.GetTaskStatusAsync(Ours.Run);
            }),
            Rounds.Repeat(Connections, async () =>
            {
                using var floor = await FloorClient.ConnectAsync(authority);
                await floor.StatusAsync();
            })))];
}
