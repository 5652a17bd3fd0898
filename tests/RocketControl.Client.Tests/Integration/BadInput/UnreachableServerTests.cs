using System.Net;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixture]
internal sealed class UnreachableServerTests : EmulatorTests
{
    [Test]
    public async Task A_port_where_nobody_listens_is_reported_at_once()
    {
        using var nobody = new VacantPort();
        var client = NewClient(ClientOptions with { Endpoint = nobody.Endpoint });

        var exception = await client.UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, status: null, "Check that a RocketRide server runs there");
        Assert.That(exception.Message, Does.Contain(nobody.Endpoint));
        Assert.That(exception.IsTransient, Is.True);
    }

    [Test]
    public async Task A_host_that_does_not_exist_is_reported_at_once()
    {
        var client = NewClient(ClientOptions with { Endpoint = "https://no-such-host.invalid" });

        var exception = await client.UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, status: null, "that the address is right");
        Assert.That(exception.Message, Does.Contain("no-such-host.invalid:5565"));
    }

    [TestCase(403, RunControlErrorKind.Network, true, "too many connections")]
    [TestCase(404, RunControlErrorKind.Network, false, "Check that a RocketRide server runs there")]
    [TestCase(400, RunControlErrorKind.Network, false, "Check that a RocketRide server runs there")]
    [TestCase(429, RunControlErrorKind.Unavailable, true, "HTTP 429")]
    [TestCase(500, RunControlErrorKind.Unavailable, true, "HTTP 500")]
    [TestCase(503, RunControlErrorKind.Unavailable, true, "HTTP 503")]
    public async Task A_refused_upgrade_says_with_which_status(int status, RunControlErrorKind kind, bool isTransient, string advice)
    {
        Server.Faults.OnUpgrade().Once().RefuseWith(status, "<html>No</html>");

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        AssertTells(exception, kind, (HttpStatusCode)status, advice);
        Assert.That(exception.IsTransient, Is.EqualTo(isTransient));
        await StartRunAsync();
    }

    [Test]
    public async Task An_upgrade_refused_with_401_is_a_matter_of_the_credential()
    {
        Server.Faults.OnUpgrade().Once().RefuseWith(401);

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunAuthenticationException>();

        AssertTells(exception, RunControlErrorKind.Authentication, HttpStatusCode.Unauthorized, "a proxy in front of the server");
        await StartRunAsync();
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    public async Task A_redirect_is_not_followed_with_the_key(int status)
    {
        Server.Faults.OnUpgrade().Once().RefuseWith(status);

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, (HttpStatusCode)status, $"HTTP {status}");
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task An_upgrade_that_is_dropped_is_reported_at_once()
    {
        Server.Faults.OnUpgrade().Once().DropConnection();

        var exception = await Client.UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, status: null, "Check that a RocketRide server runs there");
        await StartRunAsync();
    }

    [TestCase("SSH-2.0-OpenSSH_9.6\r\n", null)]
    [TestCase("\u0000\u0001\u0002\u0003", null)]
    [TestCase("", null)]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK", HttpStatusCode.OK)]
    [TestCase("HTTP/1.1 101 Switching Protocols\r\n\r\n", HttpStatusCode.SwitchingProtocols)]
    [TestCase(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: d3Jvbmc=\r\n\r\n",
        HttpStatusCode.SwitchingProtocols)]
    public async Task A_server_that_speaks_no_WebSocket_is_reported_at_once(string answer, HttpStatusCode? status)
    {
        await using var server = RawTcpServer.Answering(answer);
        var client = NewClient(ClientOptions with { Endpoint = server.Endpoint });

        var exception = await client.UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, status, "Check that a RocketRide server runs there");
        Assert.That(exception.Message, Does.Contain(server.Endpoint));
    }

    [Test]
    public async Task A_server_that_says_nothing_is_given_up_after_the_connect_timeout()
    {
        await using var server = RawTcpServer.Silent();
        var time = new ManualTimeProvider();
        var client = NewClient(ClientOptions with { Endpoint = server.Endpoint, TimeProvider = time });
        var use = client.UseAsync(Pipelines.Echo());
        await server.Asked.Soon();

        time.Advance(ClientOptions.ConnectTimeout);
        var exception = await use.FailsWith<RunConnectionFailedException>();

        AssertTells(exception, RunControlErrorKind.Network, status: null, "RocketRideOptions.ConnectTimeout");
        Assert.That(exception.Message, Does.Contain("30 seconds").And.Contain(server.Endpoint));
    }

    [Test]
    public async Task A_start_without_a_connection_has_no_token_to_look_for()
    {
        using var nobody = new VacantPort();
        var client = NewClient(ClientOptions with { Endpoint = nobody.Endpoint });

        var exception = await client.UseAsync(Pipelines.Echo(), new UseOptions { Token = "MY-1" }).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.ExpectedRunId, Is.Null);
    }

    [TestCase("", "Endpoint")]
    [TestCase("http://", "Give a URL")]
    [TestCase("ftp://localhost", "ftp")]
    [TestCase("http://rocketride.example.com", "AllowInsecureTransport")]
    public void An_address_that_cannot_be_used_is_refused_when_the_client_is_made(string endpoint, string advice)
    {
        Assert.That(
            () => NewClient(ClientOptions with { Endpoint = endpoint }),
            Throws.TypeOf<RunInvalidArgumentException>().With.Message.Contains(advice).And.Property("Kind").EqualTo(RunControlErrorKind.InvalidArgument));
    }

    private void AssertTells(RunControlException exception, RunControlErrorKind kind, HttpStatusCode? status, string advice)
    {
        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(kind));
            Assert.That(exception.HttpStatus, Is.EqualTo(status));
            Assert.That(exception.OutcomeUnknown, Is.False);
            Assert.That(exception.Message, Does.Contain(advice));
            Assert.That(exception.ToString(), Does.Not.Contain(Server.ApiKey));
        });
    }
}
