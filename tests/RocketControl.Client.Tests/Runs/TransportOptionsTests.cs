using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Runs;

/// <summary>What the options of all systems have in common: the same checks, told in the name of the options at hand.</summary>
[TestFixture]
internal sealed class TransportOptionsTests
{
    private static readonly RunTransportOptions[] Systems =
        [Watched.RocketRide, Watched.Feldera, Watched.VectorShift, Watched.Processes];

    private static readonly RunTransportOptions[] Remote =
    [
        Watched.RocketRide with { Endpoint = "http://runs.example" },
        Watched.RocketRide with { Endpoint = "ws://runs.example" },
        Watched.Feldera with { Endpoint = "http://runs.example" },
        Watched.VectorShift with { Endpoint = "http://runs.example/v1" },
        Watched.Processes with { Endpoint = "http://runs.example" },
    ];

    [TestCaseSource(nameof(Remote))]
    public void The_clear_to_another_machine_needs_leave(RunTransportOptions options)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => Create(options));

        Assert.That(exception?.Message, Does.Contain($"{options.GetType().Name}.AllowInsecureTransport"));
        Assert.That(() => Create(options with { AllowInsecureTransport = true }), Throws.Nothing);
    }

    [TestCaseSource(nameof(Systems))]
    public void The_defaults_are_fine(RunTransportOptions options) => Assert.That(() => Create(options), Throws.Nothing);

    [TestCaseSource(nameof(Systems))]
    public void A_length_of_time_is_positive_and_fits_into_a_timer(RunTransportOptions options) => Assert.Multiple(() =>
    {
        foreach (var time in new[] { TimeSpan.Zero, TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.MaxValue })
        {
            AssertRefused(options with { ConnectTimeout = time }, nameof(options.ConnectTimeout));
            AssertRefused(options with { CallTimeout = time }, nameof(options.CallTimeout));
            AssertRefused(options with { RetryDelay = time }, nameof(options.RetryDelay));
        }
    });

    [TestCaseSource(nameof(Systems))]
    public void A_number_makes_sense(RunTransportOptions options) => Assert.Multiple(() =>
    {
        AssertRefused(options with { MaxMessageBytes = 4095 }, nameof(options.MaxMessageBytes));
        AssertRefused(options with { MaxRetries = -1 }, nameof(options.MaxRetries));
    });

    [TestCaseSource(nameof(Systems))]
    public void A_circuit_breaker_makes_sense(RunTransportOptions options) => Assert.Multiple(() =>
    {
        AssertRefused(options with { CircuitBreaker = new() { FailureRatio = 0 } }, "CircuitBreaker.FailureRatio");
        AssertRefused(options with { CircuitBreaker = new() { MinimumAttempts = 1 } }, "CircuitBreaker.MinimumAttempts");
        AssertRefused(options with { CircuitBreaker = new() { Window = TimeSpan.Zero } }, "CircuitBreaker.Window");
        AssertRefused(options with { CircuitBreaker = new() { Pause = TimeSpan.FromDays(2) } }, "CircuitBreaker.Pause");
    });

    [TestCaseSource(nameof(Systems))]
    public void A_copy_differs_in_what_was_changed_only(RunTransportOptions options)
    {
        var copy = options with { MaxRetries = 1 };

        Assert.That(copy, Is.TypeOf(options.GetType()).And.Not.EqualTo(options));
        Assert.That(copy with { MaxRetries = options.MaxRetries }, Is.EqualTo(options));
    }

    [TestCaseSource(nameof(Systems))]
    public void Nothing_of_them_shows_as_text(RunTransportOptions options) =>
        Assert.That((options with { Credential = "a-key" }).ToString(), Is.EqualTo(options.GetType().Name));

    [Test]
    public void Defaults_differ_where_the_systems_do() => Assert.Multiple(() =>
    {
        Assert.That(Systems.Select(options => options.MaxMessageBytes >> 20), Is.EqualTo([250, 64, 64, 16]));
        Assert.That(Systems.Select(options => options.ConnectTimeout.TotalSeconds), Is.EqualTo([30, 30, 30, 10]));
    });

    private static void AssertRefused(RunTransportOptions options, string name)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => Create(options));

        Assert.That(exception?.Message, Does.StartWith($"{options.GetType().Name}.{name} must be "));
        Assert.That(exception?.Backend, Is.EqualTo(options.Backend));
    }

    private static RunControlClient Create(RunTransportOptions options) => options switch
    {
        RocketRideOptions rocketRide => RunControlClient.ForRocketRide(rocketRide),
        FelderaOptions feldera => RunControlClient.ForFeldera(feldera),
        VectorShiftOptions vectorShift => RunControlClient.ForVectorShift(vectorShift),
        ProcessManagerOptions processes => RunControlClient.ForProcesses(processes),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };
}
