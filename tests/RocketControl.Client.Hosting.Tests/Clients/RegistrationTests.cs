using Microsoft.Extensions.DependencyInjection;
using RocketControl.Client.Emulator;

namespace RocketControl.Client.Hosting.Tests.Clients;

[TestFixture]
internal sealed class RegistrationTests
{
    private readonly HostScene _host = new();

    [TearDown]
    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_section_gives_a_client_for_RocketRide()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        _host.Set("Run:A", ("System", "rocketride"), ("Endpoint", $"{server.Endpoint}"), ("Credential", server.ApiKey), ("Transport", "WebSocket"));
        _host.Services.AddRunControlClient("a", _host.Configuration.GetSection("Run:A"));

        var client = _host.Client("a");

        Assert.That(await client.ListAsync().Soon(), Is.Empty);
        Assert.That(client.TransportName, Is.EqualTo("RocketRide over WebSocket"));
    }

    [Test]
    public async Task A_section_gives_a_client_for_Feldera()
    {
        await using var server = await FelderaEmulator.StartAsync();
        _host.Set("Run:B", ("System", "Feldera"), ("Endpoint", $"{server.Endpoint}"));
        _host.Services.AddRunControlClient("b", _host.Configuration.GetSection("Run:B"));

        Assert.That(await _host.Client("b").ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public async Task A_section_gives_a_client_for_VectorShift()
    {
        await using var server = await VectorShiftEmulator.StartAsync();
        _host.Set("Run:C", ("System", "VectorShift"), ("Endpoint", $"{server.Endpoint}"), ("Credential", server.ApiKey));
        _host.Services.AddRunControlClient("c", _host.Configuration.GetSection("Run:C"));

        Run run = await _host.Client("c").UseAsync(new VectorShiftPipeline("endless")).Soon();

        Assert.That(server.Runs, Has.Count.EqualTo(1));
        Assert.That(run.Backend, Is.EqualTo(RunBackend.VectorShift));
    }

    [Test]
    public async Task A_section_gives_a_client_for_a_process_manager()
    {
        await using var server = await ProcessManagerEmulator.StartAsync(new ProcessManagerEmulatorOptions { HasSiblingRoutes = true });
        _host.Set("Run:D", ("System", "Processes"), ("Endpoint", $"{server.Endpoint}"));
        _host.Services.AddRunControlClient("d", _host.Configuration.GetSection("Run:D"));

        Assert.That(await _host.Client("d").ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public void Settings_become_the_options_and_what_is_left_out_keeps_its_default()
    {
        _host.Set(
            "Run", ("System", "RocketRide"), ("CallTimeout", "00:00:07"), ("MaxRetries", "0"), ("EventBufferSize", "9"),
            ("CircuitBreaker:Pause", "00:00:03"), ("AutoReconnect", "false"));
        _host.Services.AddRunControlClient("a", _host.Configuration.GetSection("Run"));

        var options = (RocketRideOptions)OptionsOf("a");

        Assert.Multiple(() =>
        {
            Assert.That(options.CallTimeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
            Assert.That(options.MaxRetries, Is.Zero);
            Assert.That(options.EventBufferSize, Is.EqualTo(9));
            Assert.That(options.CircuitBreaker, Is.EqualTo(new CircuitBreakerOptions { Pause = TimeSpan.FromSeconds(3) }));
            Assert.That(options.AutoReconnect, Is.False);
            Assert.That(options.Endpoint, Is.EqualTo(new RocketRideOptions().Endpoint));
            Assert.That(options.MaxMessageBytes, Is.EqualTo(new RocketRideOptions().MaxMessageBytes));
            Assert.That(options.Credential, Is.Null);
        });
    }

    [Test]
    public void Code_changes_what_the_section_gave()
    {
        _host.Set("Run", ("System", "Feldera"), ("CallTimeout", "00:00:07"), ("Tenant", "north"));
        _host.Services.AddRunControlClient("b", _host.Configuration.GetSection("Run"))
            .Configure<FelderaOptions>(static (options, _) => options with { Tenant = $"{options.Tenant}-2" });

        var options = (FelderaOptions)OptionsOf("b");

        Assert.That((options.Tenant, options.CallTimeout), Is.EqualTo(("north-2", TimeSpan.FromSeconds(7))));
    }

    [Test]
    public void The_host_gives_the_clock_and_the_log()
    {
        var time = new ManualTimeProvider();
        _host.Services.AddSingleton<TimeProvider>(time);
        _host.Services.AddRunControlClient("a", static _ => new RocketRideOptions());

        var options = RocketControl.Client.Hosting.Clients.HostedClient.Of(_host.Provider, "a").Options;

        Assert.That(options.TimeProvider, Is.SameAs(time));
        Assert.That(options.LoggerFactory, Is.SameAs(_host.Provider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>()));
    }

    [Test]
    public async Task A_credential_from_a_delegate_wins_over_the_configuration()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        _host.Set("Run", ("System", "RocketRide"), ("Endpoint", $"{server.Endpoint}"), ("Credential", "wrong"));
        _host.Services.AddRunControlClient(_host.Configuration.GetSection("Run"))
            .WithCredential((_, _) => ValueTask.FromResult(server.ApiKey));

        Assert.That(await _host.Provider.GetRequiredService<RunControlClient>().ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public void The_only_client_needs_no_key()
    {
        _host.Services.AddRunControlClient("orders", static _ => new RocketRideOptions());

        Assert.That(_host.Provider.GetRequiredService<RunControlClient>(), Is.SameAs(_host.Client("orders")));
    }

    [Test]
    public void The_one_without_a_name_is_meant_when_there_are_more()
    {
        _host.Services.AddRunControlClient("orders", static _ => new RocketRideOptions());
        _host.Services.AddRunControlClient(static _ => new FelderaOptions());

        Assert.That(_host.Provider.GetRequiredService<RunControlClient>().Capabilities.Backend, Is.EqualTo(RunBackend.Feldera));
    }

    [Test]
    public void Several_with_names_have_to_be_told_apart()
    {
        _host.Services.AddRunControlClient("orders", static _ => new RocketRideOptions());
        _host.Services.AddRunControlClient("bills", static _ => new FelderaOptions());

        Assert.That(
            () => _host.Provider.GetRequiredService<RunControlClient>(),
            Throws.InvalidOperationException.With.Message.Contains("orders, bills").And.Message.Contains("[FromKeyedServices(\"orders\")]"));
    }

    [Test]
    public async Task The_container_closes_the_clients()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        _host.Services.AddRunControlClient(_ => new RocketRideOptions { Endpoint = $"{server.Endpoint}", Credential = server.ApiKey });
        var client = _host.Provider.GetRequiredService<RunControlClient>();
        await client.ListAsync().Soon();

        await _host.DisposeAsync();

        Assert.That(async () => await client.ListAsync().Soon(), Throws.InstanceOf<ObjectDisposedException>());
    }

    private RunTransportOptions OptionsOf(string name) =>
        _host.Provider.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<RunControlClientOptions>>().Get(name).Transport!;
}
