using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>Figures of RocketRide's own, which other tests would add to at the same time.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class RareFigureTests : EmulatorTests
{
    [Test]
    public async Task A_connection_that_was_made_again_counts()
    {
        using var figures = new FigureRecorder();
        var transport = NewTransport();
        await transport.ConnectAsync().Soon();
        Assert.That(figures.Of(RunControlTelemetry.Reconnects, "rocketride"), Is.Empty, "the first connection is none that was made again");

        Server.Faults.DropConnections();
        await transport.PingAsync().Soon();

        var figure = figures.Of(RunControlTelemetry.Reconnects, "rocketride").Single();
        Assert.That((figure.Value, figure.Tags[RunControlTelemetry.TransportTag]), Is.EqualTo((1d, "RocketRide over WebSocket")));
    }

    [Test]
    public void Events_that_were_dropped_count()
    {
        using var figures = new FigureRecorder();
        var feed = new RunFeed("8f14e45f.webhook_1", capacity: 2);

        for (var i = 0; i < 5; i++)
            feed.Add(new FeedItem(Event: null, IsConnected: true));

        Assert.That(figures.Of(RunControlTelemetry.EventsDropped, "rocketride").Sum(figure => figure.Value), Is.EqualTo(3));
    }

    [Test]
    public async Task What_went_over_the_WebSocket_counts_as_RocketRides()
    {
        using var figures = new FigureRecorder();

        await NewTransport().PingAsync().Soon();

        foreach (var instrument in new[] { RunControlTelemetry.BytesSent, RunControlTelemetry.BytesReceived })
        {
            var counted = figures.Of(instrument, "rocketride");
            Assert.That(counted.Sum(figure => figure.Value), Is.Positive);
            Assert.That(counted.Select(figure => figure.Tags[RunControlTelemetry.TransportTag]), Is.All.EqualTo("RocketRide over WebSocket"));
        }
    }
}
