using RocketControl.Client.Transports;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class TransportSnippets : RocketRideScene
{
    [Test]
    public async Task One_way_only()
    {
        var (endpoint, key) = (Endpoint, Key);

        #region one-transport
        await using var client = RunControlClient.ForRocketRide(new RocketRideOptions
        {
            Endpoint = endpoint,
            Credential = key,
            Transport = RocketRideTransportMode.Http,
        });
        Console.WriteLine(client.TransportName);                                                    // RocketRide over HTTP

        if (!client.Capabilities.Supports(RunCapability.Restart))
            Console.WriteLine(client.Capabilities[RunCapability.Restart].Note);                     // what to use instead
        #endregion

        Assert.That(client.TransportName, Is.EqualTo("RocketRide over HTTP"));
        Assert.That(client.Capabilities[RunCapability.Restart].Note, Is.Not.Empty);
    }

    [Test]
    public async Task What_happens_to_the_connection()
    {
        var (endpoint, key) = (Endpoint, Key);
        var connected = new TaskCompletionSource();

        #region connection-states
        await using var transport = new RocketRideTransport(new RocketRideOptions
        {
            Endpoint = endpoint,
            Credential = key,
            ReconnectTimeout = TimeSpan.FromMinutes(15),
            OnConnectionStateChanged = change =>
            {
                Console.WriteLine($"{change.Before} → {change.Now} {change.Reason?.Message}");
                if (change.Now == RocketRideConnectionState.Connected)
                    connected.TrySetResult();
            },
        });
        await using var client = new RunControlClient(transport);       // disposes of the transport, too
        await transport.ConnectAsync();                                 // optional: the first call connects
        #endregion

        await connected.Task.WaitAsync(Deadline);
        Assert.That(transport.ConnectionState, Is.EqualTo(RocketRideConnectionState.Connected));
    }
}
