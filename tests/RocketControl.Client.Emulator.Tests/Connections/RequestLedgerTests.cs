using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RequestLedgerTests
{
    [Test]
    public async Task Requests_are_remembered_in_the_order_of_arrival()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        await client.RequestAsync("rrext_process", new() { ["subcommand"] = "write", ["pipe_id"] = 3 }, data: [1, 2, 3]);

        ReceivedRequest[] seen = [.. server.ReceivedRequests];
        Assert.Multiple(() =>
        {
            Assert.That(seen.Select(request => (request.Number, request.Command)), Is.EqualTo(new[] { (1L, "auth"), (2L, "rrext_process") }));
            Assert.That(seen[1].Subcommand, Is.EqualTo("write"));
            Assert.That(seen[1].ArgumentsJson, Is.EqualTo("""{"subcommand":"write","pipe_id":3}"""));
            Assert.That((seen[0].HasData, seen[1].HasData, seen[1].DataLength), Is.EqualTo((false, true, 3)));
            Assert.That(seen[1].ConnectionId, Is.EqualTo(seen[0].ConnectionId));
        });
    }

    [Test]
    public async Task A_request_that_has_come_is_found_at_once_and_one_to_come_when_it_comes()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        Task<ReceivedRequest> past = server.WaitForRequestAsync("auth");
        Task<ReceivedRequest> future = server.WaitForRequestAsync("rrext_ping");
        bool early = future.IsCompleted;
        await client.SendAsync("rrext_ping");

        Assert.That(past.IsCompletedSuccessfully, Is.True);
        Assert.That(early, Is.False);
        Assert.That((await future.WaitAsync(RawClient.Deadline)).Command, Is.EqualTo("rrext_ping"));
    }

    [Test]
    public async Task A_refused_request_is_remembered()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        await client.RequestAsync("rrext_ping");

        Assert.That(server.ReceivedRequests.Single().Command, Is.EqualTo("rrext_ping"));
    }

    [Test]
    public async Task Waiting_ends_with_the_token()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        using var cancelled = new CancellationTokenSource();

        Task<ReceivedRequest> waiting = server.WaitForRequestAsync("never", cancellationToken: cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThatAsync(() => waiting, Throws.InstanceOf<OperationCanceledException>());
    }
}
