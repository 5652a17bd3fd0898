using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Runs;

[TestFixture]
internal sealed class OptionsTests
{
    private static readonly string[] Durations = typeof(RocketRideOptions).GetProperties()
        .Where(property => property.PropertyType == typeof(TimeSpan)).Select(property => property.Name).ToArray();

    /// <summary>The others are only compared, so they may be as long as one likes.</summary>
    private static readonly string[] Timed = [.. Durations.Except([nameof(RocketRideOptions.ReprobeAfter), nameof(RocketRideOptions.ReconnectTimeout)])];

    private static readonly TimeSpan[] NotPositive = [TimeSpan.Zero, TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.MinValue];

    [Test]
    public async Task The_defaults_are_fine() => await RunControlClient.ForRocketRide(Watched.RocketRide).DisposeAsync();

    [TestCaseSource(nameof(Durations))]
    public void A_length_of_time_is_positive(string name)
    {
        foreach (var value in NotPositive)
            AssertRefused(With(name, value), $"RocketRideOptions.{name} must be positive");
    }

    [TestCaseSource(nameof(Timed))]
    public void A_length_of_time_fits_into_a_timer(string name) =>
        AssertRefused(With(name, TimeSpan.MaxValue), $"RocketRideOptions.{name} must be at most");

    [TestCaseSource(nameof(Durations))]
    public async Task A_day_is_not_too_long_for_anything(string name) =>
        await new RocketRideTransport(With(name, TimeSpan.FromDays(1))).DisposeAsync();

    [Test]
    public async Task Reconnecting_may_go_on_for_ever() =>
        await new RocketRideTransport(With(nameof(RocketRideOptions.ReconnectTimeout), TimeSpan.MaxValue)).DisposeAsync();

    [TestCase(4095)]
    [TestCase(0)]
    [TestCase(-1)]
    public void A_message_has_some_room(int bytes) => AssertRefused(Watched.RocketRide with { MaxMessageBytes = bytes }, "MaxMessageBytes must be at least 4,096");

    [Test]
    public void A_watcher_may_lag_behind_by_one_event_at_least() =>
        AssertRefused(Watched.RocketRide with { EventBufferSize = 0 }, "EventBufferSize must be at least 1");

    [Test]
    public void Repetitions_cannot_be_negative() => AssertRefused(Watched.RocketRide with { MaxRetries = -1 }, "MaxRetries must be at least 0");

    [Test]
    public void The_way_to_talk_is_one_of_three() => AssertRefused(Watched.RocketRide with { Transport = (RocketRideTransportMode)9 }, "Transport must be");

    [Test]
    public void The_address_is_checked_early() => AssertRefused(Watched.RocketRide with { Endpoint = "ftp://x" }, "Endpoint");

    [Test]
    public void A_mode_of_termination_is_one_of_those_there_are() =>
        AssertTerminateRefused(new TerminateOptions { Mode = (TerminateMode)9 }, "TerminateOptions.Mode");

    [Test]
    public void Waiting_for_the_end_takes_some_time()
    {
        foreach (var value in NotPositive)
            AssertTerminateRefused(new TerminateOptions { Timeout = value }, "TerminateOptions.Timeout");
        AssertTerminateRefused(new TerminateOptions { Timeout = TimeSpan.MaxValue }, "TerminateOptions.Timeout");
    }

    [Test]
    public void Draining_takes_no_negative_time()
    {
        AssertTerminateRefused(new TerminateOptions { DrainTimeout = TimeSpan.FromTicks(-1) }, "TerminateOptions.DrainTimeout");
        AssertTerminateRefused(new TerminateOptions { DrainTimeout = TimeSpan.MaxValue }, "TerminateOptions.DrainTimeout");
    }

    [TestCase(0)]
    [TestCase(-2)]
    [TestCase(long.MinValue)]
    [TestCase(long.MaxValue)]
    public void Waiting_takes_a_positive_time_or_for_ever(long ticks)
    {
        var client = new RunControlClient(StubTransport.Create().Transport);

        Assert.That(
            () => client.WaitAsync("t", new WaitOptions { Timeout = TimeSpan.FromTicks(ticks) }),
            Throws.TypeOf<RunInvalidArgumentException>().With.Message.Contains("WaitOptions.Timeout"));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    public void Sending_takes_a_positive_time(long ticks)
    {
        var client = new RunControlClient(StubTransport.Create().Transport);

        Assert.That(
            () => client.SendAsync("t", "x", new SendOptions { Timeout = TimeSpan.FromTicks(ticks) }),
            Throws.TypeOf<RunInvalidArgumentException>().With.Message.Contains("SendOptions.Timeout"));
    }

    private static RocketRideOptions With(string name, TimeSpan value)
    {
        var options = Watched.RocketRide with { };
        typeof(RocketRideOptions).GetProperty(name)!.SetValue(options, value);
        return options;
    }

    private static void AssertRefused(RocketRideOptions options, string text) => Assert.That(
        () => new RocketRideTransport(options),
        Throws.TypeOf<RunInvalidArgumentException>().With.Message.Contains(text).And.Property("Operation").EqualTo(RunOperation.Connect));

    private static void AssertTerminateRefused(TerminateOptions options, string text)
    {
        var client = new RunControlClient(StubTransport.Create().Transport);

        Assert.That(() => client.TerminateAsync("t", options), Throws.TypeOf<RunInvalidArgumentException>().With.Message.Contains(text));
    }
}
