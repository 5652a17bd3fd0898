using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class EndpointTests
{
    [TestCase("wss://cloud.rocketride.ai", "wss://cloud.rocketride.ai/task/service")]
    [TestCase("https://cloud.rocketride.ai", "wss://cloud.rocketride.ai/task/service")]
    [TestCase("ws://localhost:5565", "ws://localhost:5565/task/service")]
    [TestCase("http://localhost:5565", "ws://localhost:5565/task/service")]
    [TestCase("localhost", "ws://localhost:5565/task/service")]
    [TestCase("  localhost \n", "ws://localhost:5565/task/service")]
    [TestCase("myhost:8080", "ws://myhost:8080/task/service")]
    [TestCase("https://example.com", "wss://example.com:5565/task/service")]
    [TestCase("https://example.com:443", "wss://example.com/task/service")]
    [TestCase("http://example.com:80/x?y=1", "ws://example.com/task/service")]
    [TestCase("http://example.com/x:99?y=1:2#z:3", "ws://example.com:5565/task/service")]
    [TestCase("[::1]", "ws://[::1]:5565/task/service")]
    [TestCase("[::1]:8080", "ws://[::1]:8080/task/service")]
    [TestCase("https://[fe80::1]/x", "wss://[fe80::1]:5565/task/service")]
    [TestCase("wss://host/task/service", "wss://host:5565/task/service")]
    [TestCase("HTTPS://Example.COM:8443", "wss://example.com:8443/task/service")]
    [TestCase("https://cloud.rocketride.ai:80", "wss://cloud.rocketride.ai:80/task/service")]
    [TestCase("rocketride.ai", "ws://rocketride.ai/task/service")]
    [TestCase("https://API.RocketRide.AI", "wss://api.rocketride.ai/task/service")]
    [TestCase("https://rocketride.ai.evil.test", "wss://rocketride.ai.evil.test:5565/task/service")]
    [TestCase("https://notrocketride.ai", "wss://notrocketride.ai:5565/task/service")]
    [TestCase("http://user:secret@example.com", "ws://example.com:5565/task/service")]
    [TestCase("http://user:1234@example.com", "ws://example.com:5565/task/service")]
    [TestCase("http://user:secret@example.com:8080", "ws://example.com:8080/task/service")]
    [TestCase("host:", "ws://host:5565/task/service")]
    public void The_address_of_the_WebSocket_follows_from_what_the_user_gave(string text, string webSocket) =>
        Assert.That(RocketRideEndpoint.Parse(text).WebSocket.AbsoluteUri, Is.EqualTo(webSocket));

    [TestCase("localhost", "http://localhost:5565/")]
    [TestCase("wss://host:8443/x", "https://host:8443/")]
    [TestCase("https://cloud.rocketride.ai", "https://cloud.rocketride.ai/")]
    public void The_address_for_HTTP_goes_with_it(string text, string http) =>
        Assert.That(RocketRideEndpoint.Parse(text).Http.AbsoluteUri, Is.EqualTo(http));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("http://")]
    [TestCase("http://:5565")]
    [TestCase("http://a b")]
    [TestCase("host:99999")]
    [TestCase("[::1")]
    [TestCase("ftp://localhost")]
    [TestCase("file:///etc/hosts")]
    [TestCase("mailto://localhost")]
    public void What_is_no_address_is_refused(string? text)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => RocketRideEndpoint.Parse(text));

        Assert.That(exception.Message, Does.StartWith("RocketRideOptions.Endpoint"));
        Assert.That((exception.Kind, exception.Operation), Is.EqualTo((RunControlErrorKind.InvalidArgument, RunOperation.Connect)));
    }

    [Test]
    public void A_password_in_the_address_is_not_shown() =>
        Assert.That(RocketRideEndpoint.Parse("https://user:secret@example.com").ToString(), Is.EqualTo("https://example.com:5565"));

    [TestCase("http://example.com")]
    [TestCase("ws://example.com")]
    [TestCase("10.0.0.7")]
    [TestCase("http://localhost.example.com")]
    [TestCase("http://127.0.0.1.example.com")]
    public void A_key_is_not_sent_in_the_clear_to_other_machines(string endpoint)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => new RocketRideTransport(Watched.RocketRide with { Endpoint = endpoint }));

        Assert.That(exception.Message, Does.Contain(nameof(RocketRideOptions.AllowInsecureTransport)));
    }

    [TestCase("http://localhost")]
    [TestCase("ws://127.0.0.1:9")]
    [TestCase("127.1.2.3")]
    [TestCase("[::1]")]
    [TestCase("https://example.com")]
    [TestCase("wss://example.com")]
    public async Task Loopback_and_TLS_need_no_leave(string endpoint) =>
        await new RocketRideTransport(Watched.RocketRide with { Endpoint = endpoint }).DisposeAsync();

    [Test]
    public async Task The_user_may_allow_it() =>
        await new RocketRideTransport(Watched.RocketRide with { Endpoint = "http://example.com", AllowInsecureTransport = true }).DisposeAsync();
}
