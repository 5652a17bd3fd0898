using System.Net;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class UnauthenticatedSlotTests
{
    [Test]
    public async Task The_eleventh_unauthenticated_connection_is_refused_with_403()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        RawClient[] ten = await TenAsync(server);

        Assert.That(await StatusOfNextAsync(server), Is.EqualTo(403));
        await DisposeAsync(ten);
    }

    [Test]
    public async Task A_login_frees_a_slot()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        RawClient[] ten = await TenAsync(server);

        await ten[0].RequestAsync("auth", new() { ["auth"] = server.ApiKey });

        Assert.That(await StatusOfNextAsync(server), Is.EqualTo(101));
        await DisposeAsync(ten);
    }

    [Test]
    public async Task A_closed_connection_frees_its_slot()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        RawClient[] ten = await TenAsync(server);

        await ten[9].CloseAsync();
        await ten[9].EndAsync();

        Assert.That(await StatusOfNextAsync(server), Is.EqualTo(101));
        await DisposeAsync(ten);
    }

    [Test]
    public async Task Logging_out_takes_a_slot_even_when_all_are_taken()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient eleventh = await RawClient.LogInAsync(server);
        RawClient[] ten = await TenAsync(server);

        await eleventh.RequestAsync("deauth", []);
        await ten[0].RequestAsync("auth", new() { ["auth"] = server.ApiKey });

        Assert.That(await StatusOfNextAsync(server), Is.EqualTo(403));
        await DisposeAsync(ten);
    }

    [Test]
    public void Ten_thousand_addresses_are_the_limit()
    {
        var slots = new UnauthenticatedSlots();
        for (int i = 0; i < UnauthenticatedSlots.Addresses; i++)
            slots.TryTake(new IPAddress(i + 1));

        bool beyond = slots.TryTake(new IPAddress(0x7F000001));
        bool known = slots.TryTake(new IPAddress(1));
        slots.Free(new IPAddress(2));
        bool afterFree = slots.TryTake(new IPAddress(0x7F000001));

        Assert.That((beyond, known, afterFree), Is.EqualTo((false, true, true)));
    }

    private static async Task<RawClient[]> TenAsync(RocketRideEmulator server) =>
        await Task.WhenAll(Enumerable.Range(0, UnauthenticatedSlots.PerAddress).Select(_ => RawClient.ConnectAsync(server)));

    private static async Task<int> StatusOfNextAsync(RocketRideEmulator server)
    {
        try
        {
            await using RawClient client = await RawClient.ConnectAsync(server);
            return 101;
        }
        catch (UpgradeRefusedException refused)
        {
            return refused.Status;
        }
    }

    private static async Task DisposeAsync(RawClient[] clients)
    {
        foreach (RawClient client in clients)
            await client.DisposeAsync();
    }
}
