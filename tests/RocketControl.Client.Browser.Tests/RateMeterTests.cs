using RunDashboard.Runs;

namespace RocketControl.Client.Browser.Tests;

internal sealed class RateMeterTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Nothing_is_known_before_a_second_has_passed()
    {
        var meter = new RateMeter();
        Assert.That(meter.At(Start), Is.Null);
        meter.Note(Start, 5);

        Assert.That(meter.At(Start.AddSeconds(0.9)), Is.Null);
    }

    [Test]
    public void What_was_done_before_the_first_look_does_not_count()
    {
        var meter = new RateMeter();
        meter.Note(Start, 1000);
        meter.Note(Start.AddSeconds(2), 1006);

        Assert.That(meter.At(Start.AddSeconds(2)), Is.EqualTo(3));
    }

    [Test]
    public void A_rate_falls_to_zero_when_nothing_happens_for_ten_seconds()
    {
        var meter = new RateMeter();
        meter.Note(Start, 0);
        meter.Note(Start.AddSeconds(1), 20);

        Assert.That(meter.At(Start.AddSeconds(5)), Is.EqualTo(4));
        Assert.That(meter.At(Start.AddSeconds(11)), Is.Zero);
    }

    [Test]
    public void A_count_that_begins_anew_is_no_negative_rate()
    {
        var meter = new RateMeter();
        meter.Note(Start, 100);
        meter.Note(Start.AddSeconds(2), 3);

        Assert.That(meter.At(Start.AddSeconds(2)), Is.Zero);
    }
}
