using RocketControl.Client.Resilience;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Resilience;

[TestFixture]
internal sealed class CircuitBreakerTests
{
    private static readonly CircuitBreakerOptions Options = new() { MinimumAttempts = 4, FailureRatio = 0.5 };

    private readonly ManualTimeProvider _time = new();
    private int _attempts;

    [Test]
    public async Task Without_options_a_server_may_fail_for_ever()
    {
        var circuit = new CircuitBreaker(options: null, RunBackend.RocketRide, "server", _time);

        for (var i = 0; i < 100; i++)
            await FailAsync<RunConnectionLostException>(circuit, Lost());

        Assert.That(_attempts, Is.EqualTo(100));
    }

    [Test]
    public async Task A_server_that_fails_again_and_again_is_left_alone_and_then_tried_once()
    {
        var circuit = NewCircuit();
        await OpenAsync(circuit);

        var exception = await FailAsync<RunUnavailableException>(circuit, Lost());

        Assert.That(_attempts, Is.EqualTo(4), "nothing more was sent");
        Assert.That((exception.OutcomeUnknown, exception.Operation), Is.EqualTo((false, RunOperation.GetStatus)));
        Assert.That(exception.RetryAfter, Is.LessThanOrEqualTo(Options.Pause));
        Assert.That(exception.Message, Does.Contain("server").And.Contain("CircuitBreaker"));

        _time.Advance(Options.Pause);
        Assert.That(await circuit.ExecuteAsync(RunOperation.GetStatus, _ => ValueTask.FromResult(7), default), Is.EqualTo(7));
        Assert.That(await circuit.ExecuteAsync(RunOperation.GetStatus, _ => ValueTask.FromResult(8), default), Is.EqualTo(8));
    }

    [Test]
    public async Task A_trial_that_fails_begins_another_pause()
    {
        var circuit = NewCircuit();
        await OpenAsync(circuit);
        _time.Advance(Options.Pause);

        await FailAsync<RunConnectionLostException>(circuit, Lost());

        await FailAsync<RunUnavailableException>(circuit, Lost());
        Assert.That(_attempts, Is.EqualTo(5));
    }

    [Test]
    public async Task Refusals_of_single_calls_say_nothing_of_the_server()
    {
        var circuit = NewCircuit();

        for (var i = 0; i < 20; i++)
            await FailAsync<RunNotFoundException>(circuit, new RunNotFoundException("m", Context));

        Assert.That(_attempts, Is.EqualTo(20));
    }

    [Test]
    public async Task A_failure_that_the_system_itself_has_a_code_for_says_nothing_of_the_server()
    {
        var circuit = NewCircuit();

        for (var i = 0; i < 20; i++)
            await FailAsync<RunUnavailableException>(circuit, new RunUnavailableException("m", Context with { Code = "PipelineInteractionUnreachable" }));

        Assert.That(_attempts, Is.EqualTo(20));
    }

    [Test]
    public async Task Failures_that_are_long_past_do_not_count()
    {
        var circuit = NewCircuit();
        for (var i = 0; i < 20; i++)
        {
            await FailAsync<RunConnectionLostException>(circuit, Lost());
            _time.Advance(Options.Window);
        }

        Assert.That(_attempts, Is.EqualTo(20));
    }

    [Test]
    public async Task An_open_circuit_is_not_asked_again()
    {
        var circuit = NewCircuit();
        await OpenAsync(circuit);
        var exception = await FailAsync<RunUnavailableException>(circuit, Lost());

        var retries = new RetryPolicy(3, TimeSpan.FromSeconds(1), _time, _ => true, (_, _) => { });

        Assert.That(retries.Repeats(exception, repeatable: true), Is.False);
    }

    private static RunErrorContext Context { get; } = new(RunBackend.RocketRide, RunOperation.GetStatus);

    private CircuitBreaker NewCircuit() => new(Options, RunBackend.RocketRide, "server", _time);

    private static RunConnectionLostException Lost() => new("m", Context) { Reason = ConnectionLossReason.TransportFailed };

    private async Task OpenAsync(CircuitBreaker circuit)
    {
        for (var i = 0; i < Options.MinimumAttempts; i++)
            await FailAsync<RunConnectionLostException>(circuit, Lost());
    }

    private Task<TException> FailAsync<TException>(CircuitBreaker circuit, Exception exception)
        where TException : Exception => circuit.ExecuteAsync(
            RunOperation.GetStatus,
            _ =>
            {
                _attempts++;
                return ValueTask.FromException<int>(exception);
            },
            default).AsTask().FailureAsync<TException>();
}
