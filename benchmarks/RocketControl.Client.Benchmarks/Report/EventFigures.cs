using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Benchmarks.Peers;
using RocketControl.Client.Benchmarks.Server;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Benchmarks.Report;

/// <summary>Being told of what happens.</summary>
internal static class EventFigures
{
    private const int Events = 500;
    private const int Bursts = 100;

    /// <summary>Typed status events a second, from the socket to the reader, against a serializer that reads the same bytes from memory.</summary>
    public static async Task<IReadOnlyList<(string, double)>> VersusParseAsync(string authority)
    {
        var texts = Enumerable.Range(1, Events)
            .Select(number => Encoding.UTF8.GetBytes($$"""{"type":"event","seq":1,"event":"apaevt_status_update","body":{{Canned.StatusEventOf(number)}} }"""))
            .ToList();
        await using var transport = Ours.Transport(authority);
        await using var subscription = await transport.SubscribeAsync(Ours.Run, RocketRideEventTypes.Summary);
        await using var events = subscription.ReadAllAsync().GetAsyncEnumerator();
        return [(".vs_parse", await Rounds.RatioAsync(
            async () =>
            {
                var asked = AskAsync();
                for (var burst = 1; burst <= Bursts; burst++)
                {
                    // The next burst is on its way while this one is read, as from a server that never pauses; two are what a subscription holds.
                    var next = burst < Bursts ? AskAsync() : Task.CompletedTask;
                    for (var seen = 0; seen < Events;)
                    {
                        await events.MoveNextAsync();
                        seen += events.Current is StatusEvent { Status.State: RunState.Running } ? 1 : 0;
                    }
                    await asked;
                    asked = next;
                }
            },
            () =>
            {
                for (var burst = 0; burst < Bursts; burst++)
                {
                    foreach (var text in texts)
                        Trace.Assert(JsonSerializer.Deserialize(text, PeerJson.Default.StatusReply)!.Body!.State == 3);
                }
                return Task.CompletedTask;
            }))];

        Task AskAsync() => transport.CallAsync("bench_events", new JsonObject { ["count"] = Events });
    }

    /// <summary>What one client takes to watch 10,000 runs at once.</summary>
    public static async Task<IReadOnlyList<(string, double)>> WatchedRunsMemoryAsync(string authority)
    {
        const int Runs = 10_000;
        await using var client = Ours.Client(authority);
        await client.GetTaskStatusAsync(Ours.Run);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watches = Enumerable.Range(0, Runs)
            .Select(number => client.WatchAsync(Ours.Run with { ProjectId = $"p{number}" }).GetAsyncEnumerator())
            .ToList();
        await Task.WhenAll(watches.Select(watch => watch.MoveNextAsync().AsTask()));
        var waiting = watches.Select(watch => watch.MoveNextAsync().AsTask()).ToList();
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(waiting);
        return [(".memory_mib", grown / (1024.0 * 1024.0))];
    }
}
