using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Resilience;

/// <summary>The circuit breaker where the systems on plain HTTP make their attempts.</summary>
[TestFixtureSource(nameof(Systems))]
internal sealed class CircuitBreakerOverHttpTests(BreakableSystem system)
{
    private static readonly CircuitBreakerOptions Breaker = new() { MinimumAttempts = 4, FailureRatio = 0.5 };

    private static readonly BreakableSystem[] Systems = [BreakableSystem.Feldera, BreakableSystem.VectorShift, BreakableSystem.Processes];

    private readonly ManualTimeProvider _time = new();
    private ScriptedHttp _server = null!;
    private IRunTransport _transport = null!;
    private int _keysGiven;

    [SetUp]
    public void Open()
    {
        _keysGiven = 0;
        _server = new ScriptedHttp();
        _transport = system.Create(Options(Breaker, maxRetries: 0), _server);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _transport.DisposeAsync();
        _server.Dispose();
    }

    [Test]
    public async Task A_server_that_fails_again_and_again_is_left_alone_and_then_tried_once()
    {
        Answer(503, times: Breaker.MinimumAttempts).On(system.Target, BreakableSystem.Success);
        await FailAsync(Breaker.MinimumAttempts);

        var exception = await PauseAsync().FailsWith<RunUnavailableException>();

        Assert.That((exception.Backend, exception.Operation, exception.OutcomeUnknown), Is.EqualTo((system.Run.Backend, RunOperation.Pause, false)));
        Assert.That(exception.IsTransient, Is.True);
        Assert.That(exception.RetryAfter, Is.EqualTo(Breaker.Pause));
        Assert.That(exception.Message, Does.Contain("CircuitBreaker"));
        Assert.That((Received, _keysGiven), Is.EqualTo((Breaker.MinimumAttempts, Breaker.MinimumAttempts)), "nothing was sent, and no key asked for");

        _time.Advance(Breaker.Pause);
        await PauseAsync().Soon();
        await PauseAsync().Soon();
        Assert.That(Received, Is.EqualTo(Breaker.MinimumAttempts + 2));
    }

    [Test]
    public async Task A_trial_that_fails_begins_another_pause()
    {
        Answer(503);
        await FailAsync(Breaker.MinimumAttempts);
        _time.Advance(Breaker.Pause);

        await FailAsync(3);

        Assert.That(Received, Is.EqualTo(Breaker.MinimumAttempts + 1));
    }

    [TestCase(400)]
    [TestCase(403)]
    [TestCase(429)]
    public async Task Refusals_are_no_failures(int status)
    {
        Answer(status);

        for (var i = 0; i < 2 * Breaker.MinimumAttempts; i++)
            await PauseAsync().FailureAsync<RunControlException>();

        Assert.That(Received, Is.EqualTo(2 * Breaker.MinimumAttempts));
    }

    [Test]
    public async Task A_call_ends_when_its_own_repetitions_are_the_last_straw()
    {
        Answer(503);
        await using var transport = system.Create(Options(Breaker with { MinimumAttempts = 2 }, maxRetries: 5), _server);

        var call = transport.PauseAsync(system.Run, default);
        await _time.PassUntilEndedAsync(call, TimeSpan.FromSeconds(3));

        await call.FailsWith<RunUnavailableException>();
        Assert.That(Received, Is.EqualTo(2));
    }

    [Test]
    public async Task Every_client_counts_for_itself()
    {
        Answer(503, times: Breaker.MinimumAttempts).On(system.Target, BreakableSystem.Success);
        await FailAsync(Breaker.MinimumAttempts);
        await using var another = system.Create(Options(Breaker, maxRetries: 0), _server);

        await another.PauseAsync(system.Run, default).Soon();

        await PauseAsync().FailsWith<RunUnavailableException>();
    }

    [Test]
    public async Task Without_options_a_server_may_fail_for_ever()
    {
        Answer(503);
        await using var transport = system.Create(Options(breaker: null, maxRetries: 0), _server);

        for (var i = 0; i < 50; i++)
            await transport.PauseAsync(system.Run, default).FailsWith<RunUnavailableException>();

        Assert.That(Received, Is.EqualTo(50));
    }

    private int Received => _server.Count(system.Target);

    private RunTransportOptions Options(CircuitBreakerOptions? breaker, int maxRetries) => system.Options with
    {
        Credential = RunCredential.FromDelegate(_ => ValueTask.FromResult($"key-{++_keysGiven}")),
        CircuitBreaker = breaker,
        MaxRetries = maxRetries,
        TimeProvider = _time,
    };

    private ScriptedHttp Answer(int status, int times = 1)
    {
        for (var i = 0; i < times; i++)
            _server.On(system.Target, "{}", status);
        return _server;
    }

    private Task PauseAsync() => _transport.PauseAsync(system.Run, default);

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
            await PauseAsync().FailsWith<RunUnavailableException>();
    }
}
