using System.Globalization;
using System.Reflection;
using RocketControl.Client.Hosting.Configuration;

namespace RocketControl.Client.Hosting.Tests.Clients;

/// <summary>Whatever option a text can express is a setting of the same name, and arrives.</summary>
[TestFixture]
internal sealed class SettingsCoverageTests
{
    private static readonly RunTransportOptions[] Systems =
        [new RocketRideOptions(), new FelderaOptions(), new VectorShiftOptions(), new ProcessManagerOptions { Endpoint = "" }];

    private static IEnumerable<TestCaseData> Options =>
        from defaults in Systems
        from option in defaults.GetType().GetProperties()
        where option.SetMethod is not null && Example(option, defaults) is not null
        select new TestCaseData(defaults, option).SetArgDisplayNames($"{defaults}", option.Name);

    [TestCaseSource(nameof(Options))]
    public void An_option_is_a_setting(RunTransportOptions defaults, PropertyInfo option)
    {
        var example = Example(option, defaults)!;
        var host = new HostScene().Set("Run", ("System", $"{defaults.Backend}"), (option.Name, Convert.ToString(example, CultureInfo.InvariantCulture)));

        var options = ClientSection.Read(host.Configuration.GetSection("Run"));

        Assert.That(option.GetValue(options), Is.EqualTo(example));
    }

    [TestCaseSource(nameof(Systems))]
    public void A_credential_and_a_circuit_breaker_are_settings_everywhere(RunTransportOptions defaults)
    {
        var host = new HostScene().Set("Run", ("System", $"{defaults.Backend}"), ("Credential", "a-key"), ("CircuitBreaker:MinimumAttempts", "7"));

        var options = ClientSection.Read(host.Configuration.GetSection("Run"));

        Assert.That(options.Credential, Is.Not.Null);
        Assert.That(options.CircuitBreaker, Is.EqualTo(new CircuitBreakerOptions { MinimumAttempts = 7 }));
    }

    /// <summary>A value other than the default; null when no text can express one.</summary>
    private static object? Example(PropertyInfo option, RunTransportOptions defaults) => option.GetValue(defaults) switch
    {
        bool flag => !flag,
        int number => number + 1,
        TimeSpan time => time + TimeSpan.FromSeconds(1),
        Enum value => Enum.GetValues(value.GetType()).Cast<object>().First(other => !other.Equals(value)),
        _ when option.PropertyType == typeof(string) => "something-else",
        _ => null,
    };
}
