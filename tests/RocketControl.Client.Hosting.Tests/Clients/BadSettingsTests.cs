using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RocketControl.Client.Hosting.Tests.Clients;

/// <summary>Settings that are not acceptable stop the host when it starts, and are told with their full path.</summary>
[TestFixture]
internal sealed class BadSettingsTests
{
    private const string Path = "RunControl:Clients:orders";

    private readonly HostScene _host = new();

    [TearDown]
    public async Task DisposeAsync() => await _host.DisposeAsync();

    [TestCase("CallTimeout", "-00:00:01", "RunControl:Clients:orders:CallTimeout must be a positive time")]
    [TestCase("CallTimeout", "60.00:00:00", "RunControl:Clients:orders:CallTimeout must be at most 49.00:00:00")]
    [TestCase("CallTimeout", "soon", "RunControl:Clients:orders:CallTimeout")]
    [TestCase("CallTimeout", "20", "RunControl:Clients:orders:CallTimeout is '20', which would be days. Write a time, such as 00:00:30")]
    [TestCase("CircuitBreaker:Pause", "10", "RunControl:Clients:orders:CircuitBreaker:Pause is '10', which would be days")]
    [TestCase("MaxRetries", "-1", "RunControl:Clients:orders:MaxRetries must be between 0 and")]
    [TestCase("MaxMessageBytes", "17", "RunControl:Clients:orders:MaxMessageBytes must be between 4096 and")]
    [TestCase("Endpoint", "ftp://host", "RunControl:Clients:orders:Endpoint has the scheme 'ftp'")]
    [TestCase("Endpoint", "http://", "RunControl:Clients:orders:Endpoint is not an address")]
    [TestCase("Endpoint", "http://10.1.2.3", "set RunControl:Clients:orders:AllowInsecureTransport")]
    [TestCase("Transport", "Pigeon", "RunControl:Clients:orders:Transport")]
    [TestCase("Transport", "7", "RunControl:Clients:orders:Transport must be Auto, WebSocket or Http")]
    [TestCase("CircuitBreaker:Window", "00:00:00", "RunControl:Clients:orders:CircuitBreaker:Window must be a positive time")]
    [TestCase("CircuitBreaker:FailureRatio", "2", "RunControl:Clients:orders:CircuitBreaker:FailureRatio must be above 0")]
    [TestCase("CallTimeOuts", "00:00:30", "RunControl:Clients:orders:CallTimeOuts is no setting that is known here. There are: AllowInsecureTransport, AutoReconnect,")]
    [TestCase("Tenant", "north", "RunControl:Clients:orders:Tenant is no setting that is known here")]
    [TestCase("CircuitBreaker:Pauses", "00:00:01", "Pauses")]
    public async Task A_bad_setting_is_named(string setting, string value, string message)
    {
        _host.Set(Path, ("System", "RocketRide"), (setting, value));
        Register("orders");

        await AssertRefusedAsync(message);
    }

    [TestCase("Rocket", "'Rocket'")]
    [TestCase("0", "'0'")]
    [TestCase("", "''")]
    [TestCase(null, "''")]
    public async Task An_unknown_system_is_named_with_those_that_there_are(string? system, string named)
    {
        _host.Set(Path, ("System", system), ("Endpoint", "https://host"));
        Register("orders");

        await AssertRefusedAsync($"RunControl:Clients:orders:System is {named}, but must be one of RocketRide, Feldera, VectorShift, Processes.");
    }

    [TestCase("Feldera", "Endpoint", "not an address", "RunControl:Clients:orders:Endpoint is not an http or https address")]
    [TestCase("Feldera", "Tenant", "two words", "RunControl:Clients:orders:Tenant must be a name or id in printable ASCII")]
    [TestCase("Feldera", "QueryTimeout", "00:00:00", "RunControl:Clients:orders:QueryTimeout must be a positive time")]
    [TestCase("VectorShift", "StatusRoute", "runs", "RunControl:Clients:orders:StatusRoute must be a relative path with {run_id} in it")]
    [TestCase("VectorShift", "MaxEventBytes", "1", "RunControl:Clients:orders:MaxEventBytes must be between 1024 and")]
    [TestCase("Processes", "MaxRetries", "3", "RunControl:Clients:orders:Endpoint is not an http or https address")]
    [TestCase("Processes", "Endpoint", "http://user:pw@localhost", "Set RunControl:Clients:orders:Credential")]
    public async Task The_other_systems_are_checked_as_well(string system, string setting, string value, string message)
    {
        _host.Set(Path, ("System", system), (setting, value));
        Register("orders");

        await AssertRefusedAsync(message);
    }

    [Test]
    public async Task A_section_that_is_missing_is_named()
    {
        Register("orders");

        await AssertRefusedAsync("There is no section RunControl:Clients:orders.");
    }

    [Test]
    public async Task A_name_that_is_used_twice_is_refused()
    {
        _host.Set(Path, ("System", "RocketRide"));
        Register("orders");
        _host.Services.AddRunControlClient("orders", static _ => new FelderaOptions());

        await AssertRefusedAsync("A name belongs to one client only, but there are the run control client 'orders' (section RunControl:Clients:orders) and");
    }

    [Test]
    public async Task Options_from_code_are_checked_at_the_start_as_well()
    {
        _host.Services.AddRunControlClient("orders", static _ => new RocketRideOptions { CallTimeout = TimeSpan.Zero });

        await AssertRefusedAsync("RocketRideOptions.CallTimeout must be positive, but is 00:00:00. This is about the run control client 'orders'.");
    }

    [Test]
    public async Task A_change_for_another_system_is_refused()
    {
        _host.Services.AddRunControlClient("orders", static _ => new RocketRideOptions()).Configure<FelderaOptions>(static (options, _) => options);

        await AssertRefusedAsync("The client 'orders' has RocketRideOptions, but is configured with FelderaOptions.");
    }

    [Test]
    public async Task All_bad_settings_are_told_at_once()
    {
        _host.Set(Path, ("System", "RocketRide"), ("CallTimeout", "-00:00:01"), ("SendTimeout", "00:00:00"));
        Register("orders");

        await AssertRefusedAsync("CallTimeout", "SendTimeout");
    }

    [Test]
    public void A_password_in_an_address_is_not_repeated()
    {
        _host.Set(Path, ("System", "Feldera"), ("Endpoint", "http://user:secret-word@localhost"));
        Register("orders");

        Assert.That(
            async () => await _host.Host.StartAsync().Soon(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Not.Contains("secret-word"));
    }

    private void Register(string name) => _host.Services.AddRunControlClient(name, _host.Configuration.GetSection($"RunControl:Clients:{name}"));

    private async Task AssertRefusedAsync(params string[] parts)
    {
        var refusal = await _host.Host.StartAsync().FailureAsync<OptionsValidationException>();
        foreach (var part in parts)
            Assert.That(refusal.Message, Does.Contain(part));
    }
}
