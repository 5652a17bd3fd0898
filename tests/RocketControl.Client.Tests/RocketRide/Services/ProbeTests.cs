using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide.Services;

internal sealed class ProbeTests : EmulatorTests
{
    /// <summary>The official Python client logs in first, with an empty key, and fails (RocketRide protocol §13.3).</summary>
    [Test]
    public async Task A_probe_needs_no_key_and_does_not_log_in()
    {
        var info = await RocketRideTransport.ProbeAsync(Server.Endpoint.ToString()).Soon();

        Assert.That((info.Platform, info.IsOpenSource, info.Version), Is.EqualTo(("linux", true, "1.1.0.0")));
        Assert.That(Server.ReceivedRequests.Select(request => request.Command), Is.EqualTo(["rrext_public_probe"]));
    }

    [Test]
    public async Task A_version_that_is_a_text_is_understood_too()
    {
        Server.Faults.On("rrext_public_probe").RewriteReply(reply => reply["body"]!["version"] = "2.0");

        var info = await RocketRideTransport.ProbeAsync(ClientOptions).Soon();

        Assert.That((info.Version, info.Revision), Is.EqualTo(("2.0", (string?)null)));
    }

    [Test]
    public async Task A_probe_of_nobody_fails_to_connect()
    {
        using var nobody = new VacantPort();

        await Fails.With<RunConnectionFailedException>(() => RocketRideTransport.ProbeAsync(nobody.Endpoint));
    }

    [Test]
    public async Task A_probe_in_the_clear_of_another_machine_needs_leave()
    {
        await Fails.With<RunInvalidArgumentException>(() => RocketRideTransport.ProbeAsync("http://rocketride.example.com"));
    }

    [Test]
    public async Task A_peer_that_says_nothing_of_use_is_no_server()
    {
        Server.Faults.On("rrext_public_probe").OmitFromReply("body");

        await Fails.With<RunProtocolException>(() => RocketRideTransport.ProbeAsync(ClientOptions));
    }
}
