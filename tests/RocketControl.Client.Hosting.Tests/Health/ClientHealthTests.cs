using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Hosting.Tests.Health;

[TestFixture]
internal sealed class ClientHealthTests
{
    [Test]
    public async Task A_server_that_answers_is_healthy_before_the_first_call_without_a_session()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        await using var scene = new HealthScene(OptionsOf(server));

        var health = await scene.CheckAsync();

        Assert.That(health.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(server.ConnectionCount, Is.Zero);
        Assert.That(server.ReceivedRequests.Select(request => request.Http?.Path), Is.EqualTo(new[] { "/version" }));
    }

    [Test]
    public async Task A_connection_that_stands_is_looked_at_and_nothing_is_sent()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        var connected = new TaskCompletionSource();
        await using var scene = new HealthScene(OptionsOf(server) with { OnConnectionStateChanged = Told(RocketRideConnectionState.Connected, connected) });
        await scene.Client.ListAsync().Soon();
        await connected.Task.Soon();
        var received = server.ReceivedRequests.Count;

        var health = await scene.CheckAsync();

        Assert.That((health.Status, health.Description), Is.EqualTo((HealthStatus.Healthy, "Connected.")));
        Assert.That(server.ReceivedRequests, Has.Count.EqualTo(received));
    }

    [Test]
    public async Task A_connection_that_is_being_made_again_is_degraded_at_once()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        var time = new ManualTimeProvider();
        var reconnecting = new TaskCompletionSource();
        await using var scene = new HealthScene(
            OptionsOf(server) with { TimeProvider = time, OnConnectionStateChanged = Told(RocketRideConnectionState.Reconnecting, reconnecting) });
        await scene.Client.ListAsync().Soon();
        server.Faults.OnUpgrade().RefuseWith(503);
        server.Faults.DropConnections();
        await reconnecting.Task.Soon();

        var health = await scene.CheckAsync();

        Assert.That(health.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(health.Description, Does.StartWith("The connection was lost and is being made again."));
    }

    [Test]
    public async Task A_listener_that_throws_does_not_keep_the_state_from_being_seen()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        var connected = new TaskCompletionSource();
        await using var scene = new HealthScene(OptionsOf(server) with
        {
            OnConnectionStateChanged = change =>
            {
                Told(RocketRideConnectionState.Connected, connected)(change);
                throw new InvalidOperationException("broken");
            },
        });
        await scene.Client.ListAsync().Soon();
        await connected.Task.Soon();

        Assert.That((await scene.CheckAsync()).Description, Is.EqualTo("Connected."));
    }

    [Test]
    public async Task A_server_that_is_away_is_unhealthy()
    {
        using var nobody = new VacantPort();
        await using var scene = new HealthScene(new RocketRideOptions { Endpoint = nobody.Endpoint, Credential = "key" });

        var health = await scene.CheckAsync();

        Assert.That(health.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(health.Exception, Is.TypeOf<RunConnectionFailedException>());
    }

    [Test]
    public async Task Only_the_way_over_HTTP_is_degraded_where_a_WebSocket_was_refused()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        server.Faults.OnUpgrade().RefuseWith(403);
        var refused = new TaskCompletionSource();
        await using var scene = new HealthScene(OptionsOf(server) with
        {
            MaxRetries = 0,
            OnConnectionStateChanged = Told(RocketRideConnectionState.Disconnected, refused),
        });
        await scene.Client.UseAsync(Samples.Echo).Soon();
        await refused.Task.Soon();

        var health = await scene.CheckAsync();

        Assert.That(health.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(health.Description, Does.Contain("There is no WebSocket to it, though"));
    }

    [Test]
    public async Task Feldera_is_asked_how_it_is()
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var scene = new HealthScene(new FelderaOptions { Endpoint = $"{server.Endpoint}" });

        Assert.That((await scene.CheckAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(server.ReceivedRequests.Single().Path, Does.EndWith("cluster_healthz"));
    }

    [Test]
    public async Task A_refused_key_is_unhealthy()
    {
        await using var server = await VectorShiftEmulator.StartAsync();
        await using var good = new HealthScene(new VectorShiftOptions { Endpoint = $"{server.Endpoint}", Credential = server.ApiKey });
        await using var bad = new HealthScene(new VectorShiftOptions { Endpoint = $"{server.Endpoint}", Credential = "wrong" });

        Assert.That((await good.CheckAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That((await bad.CheckAsync()).Status, Is.EqualTo(HealthStatus.Unhealthy));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_process_manager_is_there_whether_it_can_list_its_processes_or_not(bool canList)
    {
        await using var server = await ProcessManagerEmulator.StartAsync(new ProcessManagerEmulatorOptions { HasSiblingRoutes = canList });
        await using var scene = new HealthScene(new ProcessManagerOptions { Endpoint = $"{server.Endpoint}" });

        Assert.That((await scene.CheckAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task An_answer_counts_for_a_while()
    {
        await using var server = await FelderaEmulator.StartAsync();
        var time = new ManualTimeProvider();
        await using var scene = new HealthScene(
            new FelderaOptions { Endpoint = $"{server.Endpoint}", TimeProvider = time }, remember: TimeSpan.FromSeconds(5));

        await scene.CheckAsync();
        time.Advance(TimeSpan.FromSeconds(4));
        await scene.CheckAsync();
        var within = server.ReceivedRequests.Count;
        time.Advance(TimeSpan.FromSeconds(1));
        await scene.CheckAsync();

        Assert.That((within, server.ReceivedRequests.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task The_only_client_need_not_be_named_and_a_failure_counts_as_what_was_asked_for()
    {
        await using var host = new HostScene();
        host.Services.AddRunControlClient("b", static _ => new FelderaOptions { Endpoint = "http://127.0.0.1:1" });
        host.Services.AddHealthChecks().AddRunControlClient(failureStatus: HealthStatus.Degraded);

        var report = await host.Provider.GetRequiredService<HealthCheckService>().CheckHealthAsync().Soon();

        Assert.That(report.Entries["run-control"].Status, Is.EqualTo(HealthStatus.Degraded));
    }

    [TestCase("b", "The health check 'run-control:b' has no client to look at. There is no run control client 'b', but a.")]
    [TestCase("", "The health check 'run-control' has no client to look at. There are 2 run control clients: a, c.")]
    public async Task A_host_does_not_start_with_a_check_of_a_client_that_is_not_there(string client, string message)
    {
        await using var host = new HostScene();
        host.Services.AddRunControlClient("a", static _ => new RocketRideOptions());
        if (client.Length == 0)
            host.Services.AddRunControlClient("c", static _ => new RocketRideOptions());
        host.Services.AddHealthChecks().AddRunControlClient(client);

        Assert.That(
            async () => await host.Host.StartAsync().Soon(), Throws.TypeOf<OptionsValidationException>().With.Message.StartsWith(message));
    }

    [Test]
    public async Task A_host_does_not_start_with_a_check_when_there_is_no_client()
    {
        await using var host = new HostScene();
        host.Services.AddHealthChecks().AddRunControlClient();

        Assert.That(
            async () => await host.Host.StartAsync().Soon(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("There is no run control client at all. Add one with AddRunControlClient."));
    }

    [Test]
    public void Times_that_make_no_sense_are_refused() => Assert.Multiple(() =>
    {
        var checks = new ServiceCollection().AddHealthChecks();
        Assert.That(() => checks.AddRunControlClient(timeout: TimeSpan.Zero), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => checks.AddRunControlClient(remember: TimeSpan.FromTicks(-1)), Throws.TypeOf<ArgumentOutOfRangeException>());
    });

    private static RocketRideOptions OptionsOf(RocketRideEmulator server) => new() { Endpoint = $"{server.Endpoint}", Credential = server.ApiKey };

    private static Action<RocketRideConnectionStateChange> Told(RocketRideConnectionState state, TaskCompletionSource signal) => change =>
    {
        if (change.Now == state)
            signal.TrySetResult();
    };
}
