using System.Globalization;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Events;

namespace RocketControl.Client.Soak.Flooding;

/// <summary>
/// A server floods a client with events, wave after wave. One reader reads whatever comes, another one event of each wave. The server waits for the swift reader before the
/// next wave, and a wave fits into the buffers: whatever the machine is busy with, the swift reader misses nothing, and the slow one nearly everything.
/// </summary>
internal static class FloodRun
{
    private const int Wave = 8_000;
    private const int WavesBetweenMeasurements = 10;
    private const string Event = "apaevt_status_message";

    public static async Task<FloodReport> RunAsync(int events)
    {
        await using var server = await RocketRideEmulator.StartAsync();
        await using var transport = new RocketRideTransport(new RocketRideOptions
        {
            Endpoint = server.Endpoint.ToString(),
            Credential = server.ApiKey,
            Transport = RocketRideTransportMode.WebSocket,
            EventBufferSize = Wave,
            EnvironmentVariable = _ => null,
        });
        await transport.PingAsync();
        await using var swift = new FloodReader("swift reader", await transport.SubscribeToAllAsync(RocketRideEventTypes.Detail));
        await using var slow = new FloodReader("slow reader", await transport.SubscribeToAllAsync(RocketRideEventTypes.Detail));

        var started = TimeProvider.System.GetTimestamp();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var slowestCall = TimeSpan.Zero;
        var waves = 0;
        for (var sent = 0; sent < events;)
        {
            var until = Math.Min(sent + Wave, events);
            var reading = Task.Run(() => swift.ReadUpToAsync(until));
            while (sent < until)
                server.Faults.PushEvent(Event, new JsonObject { ["message"] = (++sent).ToString(CultureInfo.InvariantCulture), ["__id"] = "" });

            // Its answer comes behind the wave, so the wave is over when it is there.
            var asked = TimeProvider.System.GetTimestamp();
            await transport.PingAsync();
            slowestCall = TimeSpan.FromTicks(Math.Max(slowestCall.Ticks, TimeProvider.System.GetElapsedTime(asked).Ticks));

            if (waves++ % WavesBetweenMeasurements == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            await reading;
            await slow.ReadAsync();
        }
        await slow.ReadUpToAsync(events);
        return new FloodReport(events, swift, slow, waves, slowestCall, most, TimeProvider.System.GetElapsedTime(started));
    }
}
