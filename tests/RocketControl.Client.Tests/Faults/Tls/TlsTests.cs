using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Tls;

/// <summary>Over real TLS on loopback: what is not trusted gets no key, and what a user trusts is reached.</summary>
[TestFixture(RocketRideTransportMode.WebSocket)]
[TestFixture(RocketRideTransportMode.Http)]
[TestFixture(RocketRideTransportMode.Auto)]
internal sealed class TlsTests(RocketRideTransportMode transport) : EmulatorTests
{
    private readonly Certificates _certificates = new();

    [TearDown]
    public void ForgetCertificates() => _certificates.Dispose();

    [Test]
    public async Task A_server_with_a_certificate_of_the_user_s_own_CA_is_reached()
    {
        await using var front = Front(_certificates.ForLoopback());

        var run = await NewClient(Options(front, TrustAuthority)).UseAsync(Pipelines.Echo()).Soon();

        Assert.That(run.Id, Is.Not.Empty);
    }

    [Test]
    public async Task Without_a_word_from_the_user_only_the_system_s_CAs_are_trusted()
    {
        await using var front = Front(_certificates.ForLoopback());

        var exception = await NewClient(Options(front, configure: null)).UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.Message, Does.Contain("ConfigureTls"));
        AssertNothingWasSaid(front, exception);
    }

    [Test]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        await using var front = Front(_certificates.Expired());

        AssertNothingWasSaid(front, await NewClient(Options(front, TrustAuthority)).UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>());
    }

    [Test]
    public async Task A_certificate_of_another_host_is_refused()
    {
        await using var front = Front(_certificates.ForAnotherHost());

        AssertNothingWasSaid(front, await NewClient(Options(front, TrustAuthority)).UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>());
    }

    [Test]
    public async Task A_server_that_asks_for_a_client_certificate_gets_the_user_s()
    {
        var own = _certificates.ForAnotherHost();
        string? shown = null;
        await using var front = TlsFront.Start(Server.Endpoint, new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificates.ForLoopback(),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = certificate?.GetCertHashString()) is not null,
        });

        await NewClient(Options(front, tls =>
        {
            TrustAuthority(tls);
            tls.ClientCertificates = [own];
        })).UseAsync(Pipelines.Echo()).Soon();

        Assert.That(shown, Is.EqualTo(own.GetCertHashString()));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    public async Task A_handshake_that_is_cut_is_a_connection_that_failed(int bytesRead)
    {
        await using var proxy = FaultProxy.Start(Server.Endpoint, looksInside: false);
        proxy.OnAccepted = socket => _ = CutAsync(socket, bytesRead);

        var options = ClientOptions with { Endpoint = $"https://127.0.0.1:{proxy.Endpoint.Port}", Transport = transport };
        var exception = await NewClient(options).UseAsync(Pipelines.Echo()).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(CountRequests("auth"), Is.Zero);
    }

    private void AssertNothingWasSaid(TlsFront front, RunControlException exception)
    {
        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(front.Relayed, Is.Zero);
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    private TlsFront Front(X509Certificate2 certificate) =>
        TlsFront.Start(Server.Endpoint, new SslServerAuthenticationOptions { ServerCertificate = certificate });

    private RocketRideOptions Options(TlsFront front, Action<SslClientAuthenticationOptions>? configure) =>
        ClientOptions with { Endpoint = $"https://127.0.0.1:{front.Port}", Transport = transport, ConfigureTls = configure };

    private void TrustAuthority(SslClientAuthenticationOptions tls) => tls.CertificateChainPolicy = new X509ChainPolicy
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { _certificates.Authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static async Task CutAsync(Socket socket, int bytesRead)
    {
        using (socket)
        {
            for (var left = bytesRead; left > 0;)
                left -= await socket.ReceiveAsync(new byte[left]);
        }
    }
}
