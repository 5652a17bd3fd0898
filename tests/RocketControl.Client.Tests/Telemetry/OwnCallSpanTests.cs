using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>What only one system has, called on its transport.</summary>
[TestFixture]
internal sealed class OwnCallSpanTests
{
    [Test]
    public async Task A_call_of_RocketRides_own_is_a_span()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        await using var transport = new RocketRideTransport(Watched.RocketRide with { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey });
        using var spans = new SpanRecorder();

        await transport.PingAsync().Soon();

        var ping = spans.Of("ping");
        Assert.That(ping.GetTagItem(RunControlTelemetry.TransportTag), Is.EqualTo("RocketRide over WebSocket"));
        Assert.That(ping.GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("ok"));
        Assert.That(spans.Of("connect").ParentSpanId, Is.EqualTo(ping.SpanId));
    }

    [Test]
    public async Task A_call_of_Felderas_own_is_a_span_with_its_repetitions()
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var transport = new FelderaTransport(Watched.Feldera with { Endpoint = server.Endpoint.ToString(), RetryDelay = TimeSpan.FromMilliseconds(1) });
        server.Faults.On("GET").Once().AnswerAsProxy(503);
        using var spans = new SpanRecorder();

        await transport.GetConfigurationAsync().Soon();

        var span = spans.Ended.Single();
        Assert.That(span.GetTagItem(RunControlTelemetry.TransportTag), Is.EqualTo("Feldera over HTTP"));
        Assert.That(span.Events.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task One_that_fails_says_so()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        await using var transport = new RocketRideTransport(Watched.RocketRide with { Endpoint = server.Endpoint.ToString(), Credential = "wrong" });
        using var spans = new SpanRecorder();

        await Fails.With<RunAuthenticationException>(() => transport.PingAsync());

        Assert.That(spans.Of("ping").GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("authentication"));
    }

    [Test]
    public async Task The_requests_of_a_clients_call_are_none_of_their_own()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        await using var client = RunControlClient.ForRocketRide(Watched.RocketRide with { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey });
        var run = await client.UseAsync(Pipelines.Echo("project")).Soon();
        using var spans = new SpanRecorder();

        await client.SendAsync(run, "text").Soon();

        Assert.That(spans.Ended.Select(span => span.OperationName), Is.EqualTo(new[] { "rocketcontrol.send" }));
    }
}
