namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class OptionsTests
{
    private static IEnumerable<TestCaseData> OutOfRange()
    {
        yield return new TestCaseData(new RocketRideEmulatorOptions { Port = -1 }).SetArgDisplayNames("Port");
        yield return new TestCaseData(new RocketRideEmulatorOptions { Port = 65_536 }).SetArgDisplayNames("Port");
        yield return new TestCaseData(new RocketRideEmulatorOptions { PingInterval = TimeSpan.Zero }).SetArgDisplayNames("PingInterval");
        yield return new TestCaseData(new RocketRideEmulatorOptions { PingTimeout = TimeSpan.FromSeconds(-5) }).SetArgDisplayNames("PingTimeout");
        yield return new TestCaseData(new RocketRideEmulatorOptions { MaxMessageBytes = 0 }).SetArgDisplayNames("MaxMessageBytes");
        yield return new TestCaseData(new RocketRideEmulatorOptions { MaxMessageBytes = long.MaxValue }).SetArgDisplayNames("MaxMessageBytes");
    }

    [TestCaseSource(nameof(OutOfRange))]
    public async Task A_value_outside_its_range_is_refused(RocketRideEmulatorOptions options) =>
        await Assert.ThatAsync(() => RocketRideEmulator.StartAsync(options), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task The_defaults_are_fine_and_so_is_never_pinging()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { PingInterval = Timeout.InfiniteTimeSpan });

        Assert.That(server.ApiKey, Is.EqualTo(RocketRideEmulatorOptions.DefaultApiKey));
    }
}
