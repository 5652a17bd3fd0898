using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class DisposingTests
{
    [Test]
    public async Task Disposing_logs_out_and_closes()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var disposing = scene.Client.DisposeAsync().AsTask();
        await peer.AnswerNextAsync("deauth", "{}");
        await peer.ClosedAsync();
        await peer.CloseAsync();

        await disposing.Soon();
        Assert.That(scene.Log.Ids, Does.Not.Contain(RunControlEventIds.CloseFailed));
    }

    [Test]
    public async Task Calls_under_way_fail_and_later_ones_are_refused()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var status = scene.Client.GetTaskStatusAsync(SampleRun.Token);
        await peer.ExpectAsync("rrext_get_task_status");

        var disposing = scene.Client.DisposeAsync().AsTask();
        var exception = await status.FailureAsync<RunConnectionLostException>();
        await peer.AnswerNextAsync("deauth", "{}");
        await peer.CloseAsync();
        await disposing.Soon();

        Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ConnectionLossReason.ClientDisposed, false)));
        Assert.That(scene.Log.Ids, Does.Not.Contain(RunControlEventIds.Retrying));
        await scene.Client.GetTaskStatusAsync(SampleRun.Token).FailureAsync<ObjectDisposedException>();
        await scene.Client.UseAsync(SampleRun.Pipeline).FailureAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task A_server_that_says_nothing_is_left_after_a_few_seconds()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var disposing = scene.Client.DisposeAsync().AsTask();
        await peer.ExpectAsync("deauth");
        await scene.Time.PassAsync(TimeSpan.FromSeconds(2));
        await peer.ClosedAsync();
        await scene.Time.PassAsync(TimeSpan.FromSeconds(2));

        await disposing.Soon();
        Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.CloseFailed));
    }

    [Test]
    public async Task A_client_that_is_just_connecting_stops()
    {
        await using var scene = new TransportScene();
        var ping = scene.Transport.PingAsync();
        await (await scene.Server.AcceptAsync()).ReadRequestAsync();

        await scene.Client.DisposeAsync().Soon();

        Assert.That((await ping.FailureAsync<RunConnectionLostException>()).Reason, Is.EqualTo(ConnectionLossReason.ClientDisposed));
    }

    [Test]
    public async Task A_client_that_never_connected_has_nothing_to_close()
    {
        await using var scene = new TransportScene();

        await scene.Client.DisposeAsync().Soon();

        await scene.Transport.PingAsync().FailureAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task Disposing_twice_is_harmless()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var first = scene.Client.DisposeAsync().AsTask();
        var second = scene.Client.DisposeAsync().AsTask();

        await peer.AnswerNextAsync("deauth", "{}");
        await peer.CloseAsync();

        await Task.WhenAll(first, second).Soon();
    }

    [Test]
    public async Task A_connection_that_is_gone_already_needs_no_farewell()
    {
        await using var scene = new TransportScene(options => options with { AutoReconnect = false });
        var peer = await scene.ConnectAsync();
        await peer.CloseAsync();
        await scene.Log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);

        await scene.Client.DisposeAsync().Soon();

        Assert.That(scene.Log.Ids, Does.Not.Contain(RunControlEventIds.CloseFailed));
    }

    [Test]
    public async Task Runs_stay_alone()
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var start = scene.Client.UseAsync(SampleRun.Pipeline);
        await peer.AnswerNextAsync("execute", SampleRun.StartedBody);
        await start.Soon();

        var disposing = scene.Client.DisposeAsync().AsTask();
        await peer.AnswerNextAsync("deauth", "{}");
        await peer.ClosedAsync();
        await peer.CloseAsync();

        await disposing.Soon();
    }
}
