using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults;

/// <summary>Servers that ask for patience, or have none left to ask.</summary>
[TestFixture]
internal sealed class BusyServerTests : EmulatorTests
{
    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { Transport = RocketRideTransportMode.Http, TimeProvider = _time };

    [TestCase(429, "7", 7)]
    [TestCase(503, "7", 7)]
    [TestCase(429, "86400", 60)]
    public async Task A_pause_that_the_server_asks_for_is_kept_but_never_for_longer_than_a_minute(int status, string asked, int seconds)
    {
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString(), CallTimeout = TimeSpan.FromMinutes(10) });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        var refusal = proxy.Arm("GET /task", WirePoint.BeforeSend, WireFault.AnswerStatus(status, $"Retry-After: {asked}\r\n"));

        var call = client.GetTaskStatusAsync(run);
        await _time.WhenArmedAsync(TimeSpan.FromSeconds(seconds));
        Assert.That(proxy.Record.Count(unit => unit is { IsToServer: true, Name: "GET /task" }), Is.EqualTo(1));
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That((await call.Soon()).State, Is.EqualTo(RunState.Running));
        Assert.That(refusal.Hits, Is.EqualTo(1));
    }

    [Test]
    public async Task Who_does_not_want_to_wait_is_told_how_long_it_would_take()
    {
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        proxy.Arm("GET /task", WirePoint.BeforeSend, WireFault.AnswerStatus(429, "Retry-After: 7\r\n"));
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString(), MaxRetries = 0 });

        var exception = await client.GetTaskStatusAsync("tk_0").FailsWith<RunRateLimitedException>();

        Assert.That((exception.RetryAfter, exception.IsTransient, exception.OutcomeUnknown), Is.EqualTo((TimeSpan.FromSeconds(7), true, false)));
    }

    [TestCase(RocketRideTransportMode.Http)]
    [TestCase(RocketRideTransportMode.WebSocket)]
    public async Task A_server_that_is_gone_is_left_alone_when_that_is_wanted(RocketRideTransportMode transport)
    {
        using var nobody = new VacantPort();
        var client = NewClient(ClientOptions with
        {
            Endpoint = nobody.Endpoint,
            Transport = transport,
            MaxRetries = 0,
            CircuitBreaker = new CircuitBreakerOptions { MinimumAttempts = 3 },
        });
        for (var i = 0; i < 3; i++)
            await client.GetTaskStatusAsync("tk_0").FailsWith<RunConnectionFailedException>();

        var exception = await client.GetTaskStatusAsync("tk_0").FailsWith<RunUnavailableException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
        _time.Advance(new CircuitBreakerOptions().Pause);
        await client.GetTaskStatusAsync("tk_0").FailsWith<RunConnectionFailedException>();
    }

    [TestCase(0, 20, 30, 15)]
    [TestCase(1.1, 20, 30, 15)]
    [TestCase(double.NaN, 20, 30, 15)]
    [TestCase(0.5, 1, 30, 15)]
    [TestCase(0.5, 20, 0, 15)]
    [TestCase(0.5, 20, 30, 0)]
    public void Impossible_limits_are_refused(double ratio, int attempts, double window, double pause)
    {
        var options = ClientOptions with
        {
            CircuitBreaker = new CircuitBreakerOptions
            {
                FailureRatio = ratio,
                MinimumAttempts = attempts,
                Window = TimeSpan.FromSeconds(window),
                Pause = TimeSpan.FromSeconds(pause),
            },
        };

        Assert.That(Assert.Throws<RunInvalidArgumentException>(() => RunControlClient.ForRocketRide(options)).Message, Does.Contain("CircuitBreaker."));
    }
}
