using System.Net.Security;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>What only a socket can show.</summary>
[TestFixture]
internal sealed class SocketTests
{
    [Test]
    public async Task Nobody_at_the_address_is_told_apart_from_a_lost_answer()
    {
        using var nobody = new VacantPort();
        await using var transport = NewTransport(nobody.Endpoint);

        var exception = await transport.PauseAsync(new Run(RunBackend.Feldera, "p"), CancellationToken.None).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"name\":")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"nam")]
    [TestCase("")]
    public async Task An_answer_that_breaks_off_is_a_lost_connection(string answer)
    {
        await using var server = RawTcpServer.Answering(answer);
        await using var transport = NewTransport(server.Endpoint);

        await transport.GetPipelineAsync("p").FailsWith<RunConnectionLostException>();
    }

    [Test]
    public async Task Noise_is_no_answer()
    {
        await using var server = RawTcpServer.Answering("SSH-2.0-OpenSSH_9.6\r\n");
        await using var transport = NewTransport(server.Endpoint);

        await transport.GetPipelineAsync("p").FailsWith<RunConnectionLostException>();
    }

    [Test]
    public async Task Rows_that_break_off_are_a_lost_connection_and_no_short_result()
    {
        await using var server = RawTcpServer.Answering(
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"x\":1}\n\r\n");
        await using var transport = NewTransport(server.Endpoint);
        var rows = 0;

        await ReadAsync().FailsWith<RunConnectionLostException>();

        Assert.That(rows, Is.EqualTo(1));

        async Task ReadAsync()
        {
            await foreach (var _ in transport.QueryAsync("p", "SELECT 1"))
                rows++;
        }
    }

    [Test]
    public void Trust_and_certificates_can_be_set()
    {
        RemoteCertificateValidationCallback trust = (_, _, _, _) => false;

        using var handler = HttpConnections.Create(Watched.Feldera with { ConfigureTls = tls => tls.RemoteCertificateValidationCallback = trust });

        Assert.That(handler.SslOptions.RemoteCertificateValidationCallback, Is.SameAs(trust));
        Assert.That((handler.AllowAutoRedirect, handler.UseCookies), Is.EqualTo((false, false)));
    }

    private static FelderaTransport NewTransport(string endpoint) => new(Watched.Feldera with
    {
        Endpoint = endpoint,
        Credential = "apikey:secret",
        RetryDelay = TimeSpan.FromMilliseconds(1),
        MaxRetries = 1,
    });
}
