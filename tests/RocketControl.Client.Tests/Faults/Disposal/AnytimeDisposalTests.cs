using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Faults.Disposal;

/// <summary>A client may be disposed of from any thread, at any time, twice, and inside its own callbacks.</summary>
[TestFixture(RocketRideTransportMode.WebSocket)]
[TestFixture(RocketRideTransportMode.Http)]
[TestFixture(RocketRideTransportMode.Auto)]
internal sealed class AnytimeDisposalTests(RocketRideTransportMode transport) : EmulatorTests
{
    private const int Callers = 20;

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { Transport = transport };

    [Test]
    public async Task Under_the_hands_of_many_callers_every_call_ends([Values(0, 1, 5, 20)] int callsBefore)
    {
        var run = await StartRunAsync();
        var client = NewClient();
        var calls = Enumerable.Range(0, Callers).Select(_ => CallUntilDisposedAsync(client, run)).ToList();
        for (var i = 0; i < callsBefore; i++)
            await NewClient().GetTaskStatusAsync(run).Soon();

        await client.DisposeAsync().Soon();

        var endings = await Task.WhenAll(calls).Soon();
        Assert.That(endings, Has.All.InstanceOf<ObjectDisposedException>().Or.InstanceOf<RunConnectionLostException>());
    }

    [Test]
    public async Task Twice_and_at_the_same_time_is_once()
    {
        var client = NewClient();
        await client.UseAsync(Pipelines.Echo()).Soon();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () => await client.DisposeAsync()))).Soon();
        await client.DisposeAsync().Soon();

        Assert.That(() => Server.ConnectionCount, Is.Zero.After(10_000, 10));
    }

    [Test]
    public async Task Inside_the_reading_of_what_is_sent()
    {
        var client = NewClient();
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        var content = RunContent.FromStream(new DisposingStream(client));

        var send = client.SendAsync(run, content, new SendOptions());

        Assert.That(async () => await send.Soon(), Throws.InstanceOf<RunControlException>().Or.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Inside_a_watch()
    {
        var client = NewClient();
        var run = await client.UseAsync(Pipelines.Echo()).Soon();

        Assert.That(
            async () =>
            {
                await foreach (var _ in client.WatchAsync(run))
                    await client.DisposeAsync().Soon();
            },
            Throws.InstanceOf<RunConnectionLostException>().Or.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Inside_the_callback_for_the_connection_s_state()
    {
        if (transport == RocketRideTransportMode.Http)
            Assert.Ignore("HTTP has no connection that a state could be told of.");
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RunControlClient? client = null;
        client = NewClient(ClientOptions with
        {
            OnConnectionStateChanged = change =>
            {
                if (change.Now == RocketRideConnectionState.Connected)
                    client!.DisposeAsync().AsTask().ContinueWith(_ => disposed.TrySetResult(), TaskScheduler.Default);
            },
        });

        await CallUntilDisposedAsync(client, await StartRunAsync());

        await disposed.Task.Soon();
    }

    private static async Task<Exception> CallUntilDisposedAsync(RunControlClient client, Run run)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await client.GetTaskStatusAsync(run).Soon();
            }
            catch (Exception exception)
            {
                return exception;
            }
        }
    }

    private sealed class DisposingStream(RunControlClient client) : MemoryStream(new byte[100])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await client.DisposeAsync().Soon();
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
