using RunDashboard;

namespace RocketControl.Client.Browser.Tests;

internal sealed class ArgumentTests
{
    [Test]
    public void Without_any_all_systems_are_shown_on_a_fixed_loopback_port()
    {
        var arguments = DashboardArguments.Parse([]);

        Assert.That((arguments.System, arguments.Url, arguments.Demo), Is.EqualTo(((SystemName?)null, "http://127.0.0.1:5180", true)));
    }

    [TestCase("--port", "8000", ExpectedResult = "http://127.0.0.1:8000")]
    [TestCase("--urls", "http://localhost:8000", ExpectedResult = "http://localhost:8000")]
    [TestCase("--urls", "http://[::1]:8000/", ExpectedResult = "http://[::1]:8000")]
    public string The_address_can_be_chosen(string option, string value) => DashboardArguments.Parse([option, value]).Url;

    [TestCase("--urls", "http://0.0.0.0:80")]
    [TestCase("--urls", "http://*:80")]
    [TestCase("--urls", "https://localhost")]
    [TestCase("--urls", "http://localhost/path")]
    [TestCase("--port", "-1")]
    [TestCase("--port", "65536")]
    [TestCase("--system", "other")]
    [TestCase("--endpoint", "http://localhost:5565")]
    [TestCase("--endpoint")]
    [TestCase("--other")]
    public void What_makes_no_sense_is_refused(params string[] args) =>
        Assert.That(() => DashboardArguments.Parse(args), Throws.TypeOf<FormatException>());
}
