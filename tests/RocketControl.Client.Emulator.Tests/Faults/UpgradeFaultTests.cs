using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Faults;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class UpgradeFaultTests
{
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task Upgrades_are_refused_as_often_as_told(int status)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        server.Faults.OnUpgrade().Times(2).RefuseWith(status, "no", retryAfter: "7");

        for (int i = 0; i < 2; i++)
        {
            UpgradeRefusedException? refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => RawClient.ConnectAsync(server));
            Assert.That(refused?.Status, Is.EqualTo(status));
            Assert.That(refused?.Response, Does.Contain("Retry-After: 7"));
        }
        await using RawClient client = await RawClient.LogInAsync(server);
    }

    [Test]
    public async Task A_dropped_upgrade_looks_as_if_nobody_were_there()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        server.Faults.OnUpgrade().Once().DropConnection();

        await Assert.ThatAsync(() => RawClient.ConnectAsync(server), Throws.InstanceOf<IOException>());
        await using RawClient client = await RawClient.LogInAsync(server);
    }

    [Test]
    public async Task A_held_upgrade_is_accepted_when_it_is_released()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        using Hold hold = server.Faults.OnUpgrade().Once().Hold();

        Task<RawClient> connecting = RawClient.ConnectAsync(server);
        await hold.Reached.WaitAsync(RawClient.Deadline);
        bool early = connecting.IsCompleted;
        hold.Release();
        await using RawClient client = await connecting;

        Assert.That(early, Is.False);
    }

    [Test]
    public async Task A_delayed_upgrade_is_accepted_by_the_clock()
    {
        var clock = new ManualTimeProvider();
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync(new() { TimeProvider = clock });
        InjectedFault fault = server.Faults.OnUpgrade().Once().Delay(TimeSpan.FromSeconds(200));

        Task<RawClient> connecting = RawClient.ConnectAsync(server);
        await fault.WhenHit.WaitAsync(RawClient.Deadline);
        bool early = connecting.IsCompleted;
        while (!connecting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        await using RawClient client = await connecting;

        Assert.That(early, Is.False);
    }

    [Test]
    public async Task An_upgrade_that_is_never_answered_takes_no_slot()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        InjectedFault fault = server.Faults.OnUpgrade().Once().NeverAnswer();

        Task<RawClient> never = RawClient.ConnectAsync(server);
        await fault.WhenHit.WaitAsync(RawClient.Deadline);
        await using RawClient next = await RawClient.LogInAsync(server);

        Assert.That(never.IsCompleted, Is.False);
        Assert.That(server.ConnectionCount, Is.EqualTo(1));
        await server.DisposeAsync();
        await Assert.ThatAsync(() => never, Throws.InstanceOf<IOException>());
    }
}
