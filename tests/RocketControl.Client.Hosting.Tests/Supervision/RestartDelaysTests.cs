using RocketControl.Client.Hosting.Supervision;

namespace RocketControl.Client.Hosting.Tests.Supervision;

[TestFixture]
internal sealed class RestartDelaysTests
{
    private static readonly RunRestartOptions Options = new() { FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(10) };

    [TestCase(1, 0, 1)]
    [TestCase(2, 0, 2)]
    [TestCase(4, 0, 8)]
    [TestCase(5, 0, 10)]
    [TestCase(int.MaxValue, 0, 10)]
    [TestCase(1, 0.5, 0.75)]
    [TestCase(3, 0.5, 3)]
    public void They_double_up_to_the_longest_and_are_shortened_by_chance(int failures, double chance, double seconds) =>
        Assert.That(new RestartDelays(Options, () => chance).After(failures, cause: null), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void They_are_never_shorter_than_half()
    {
        var random = new Random(1);
        var delays = new RestartDelays(Options, random.NextDouble);

        for (var i = 0; i < 1000; i++)
            Assert.That(delays.After(3, cause: null), Is.InRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)));
    }
}
