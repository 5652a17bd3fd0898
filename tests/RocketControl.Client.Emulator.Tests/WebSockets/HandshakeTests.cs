using System.Net;
using System.Net.Http.Headers;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class HandshakeTests
{
    [Test]
    public async Task The_upgrade_is_accepted_with_the_key_of_the_rfc_and_without_a_sub_protocol()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server, "/task/service?x=1", "Sec-WebSocket-Protocol: dap, json\r\n");

        Assert.Multiple(() =>
        {
            Assert.That(client.UpgradeResponse, Does.StartWith("HTTP/1.1 101 "));
            Assert.That(client.UpgradeResponse, Does.Contain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
            Assert.That(client.UpgradeResponse, Does.Not.Contain("Sec-WebSocket-Protocol"));
            Assert.That(client.UpgradeResponse, Does.Not.Contain("Sec-WebSocket-Extensions"));
        });
    }

    [TestCase("/")]
    [TestCase("/task/nope")]
    [TestCase("/task/service/")]
    [TestCase("/Task/Service")]
    public async Task Any_other_path_is_refused_with_403(string path)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();

        UpgradeRefusedException? refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => RawClient.ConnectAsync(server, path));

        Assert.That(refused?.Status, Is.EqualTo(403));
        Assert.That(refused?.Response, Does.Contain("Content-Length: 0").And.Contain("Connection: close").And.Contain("Content-Type: text/plain"));
    }

    [TestCase("Sec-WebSocket-Version", "8")]
    [TestCase("Sec-WebSocket-Key", "short")]
    [TestCase("Sec-WebSocket-Key", "")]
    public async Task A_broken_handshake_is_refused_with_400(string header, string value)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Endpoint, "/task/service"));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);

        using HttpResponseMessage response = await http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Plain_http_is_not_found()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        using var http = new HttpClient();

        using HttpResponseMessage response = await http.GetAsync(new Uri(server.Endpoint, "/task/service"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"detail":"Not Found"}"""));
    }
}
