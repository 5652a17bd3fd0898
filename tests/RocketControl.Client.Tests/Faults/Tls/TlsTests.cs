using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using RocketControl.Client.Tests.Faults.Systems;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Tls;

/// <summary>Over real TLS on loopback: what is not trusted gets no key, and what a user trusts is reached.</summary>
[TestFixture(TypeArgs = [typeof(RocketRideOverWebSocket)])]
[TestFixture(TypeArgs = [typeof(RocketRideOverHttp)])]
[TestFixture(TypeArgs = [typeof(RocketRideEitherWay)])]
[TestFixture(TypeArgs = [typeof(FelderaSystem)])]
[TestFixture(TypeArgs = [typeof(VectorShiftSystem)])]
[TestFixture(TypeArgs = [typeof(ProcessSystem)])]
internal sealed class TlsTests<TSystem>
    where TSystem : LoopbackSystem, new()
{
    private readonly Certificates _certificates = new();
    private TSystem _system = null!;

    [SetUp]
    public async Task StartAsync() => _system = await LoopbackSystem.StartAsync<TSystem>();

    [TearDown]
    public async Task StopAsync()
    {
        await _system.DisposeAsync().AsTask().Soon();
        _certificates.Dispose();
    }

    [Test]
    public async Task A_server_with_a_certificate_of_the_user_s_own_CA_is_reached()
    {
        await using var front = Front(_certificates.ForLoopback());

        await AskAsync(front.Port, TrustAuthority).Soon();

        Assert.That((front.Relayed, _system.WasContacted), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task Without_a_word_from_the_user_only_the_system_s_CAs_are_trusted()
    {
        await using var front = Front(_certificates.ForLoopback());

        var exception = await AskAsync(front.Port, configure: null).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.Message, Does.Contain("ConfigureTls"));
        AssertNothingWasSaid(front, exception);
    }

    [Test]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        await using var front = Front(_certificates.Expired());

        AssertNothingWasSaid(front, await AskAsync(front.Port, TrustAuthority).FailsWith<RunConnectionFailedException>());
    }

    [Test]
    public async Task A_certificate_of_another_host_is_refused()
    {
        await using var front = Front(_certificates.ForAnotherHost());

        AssertNothingWasSaid(front, await AskAsync(front.Port, TrustAuthority).FailsWith<RunConnectionFailedException>());
    }

    [Test]
    public async Task A_server_that_asks_for_a_client_certificate_gets_the_user_s()
    {
        var own = _certificates.ForAnotherHost();
        string? shown = null;
        await using var front = TlsFront.Start(_system.Server, new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificates.ForLoopback(),
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = certificate?.GetCertHashString()) is not null,
        });

        await AskAsync(front.Port, tls =>
        {
            TrustAuthority(tls);
            tls.ClientCertificates = [own];
        }).Soon();

        Assert.That(shown, Is.EqualTo(own.GetCertHashString()));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(100)]
    public async Task A_handshake_that_is_cut_is_a_connection_that_failed(int bytesRead)
    {
        await using var proxy = FaultProxy.Start(_system.Server, looksInside: false);
        proxy.OnAccepted = socket => _ = CutAsync(socket, bytesRead);

        var exception = await AskAsync(proxy.Endpoint.Port, configure: null).FailsWith<RunConnectionFailedException>();

        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(_system.WasContacted, Is.False);
    }

    private void AssertNothingWasSaid(TlsFront front, RunControlException exception)
    {
        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(front.Relayed, Is.Zero);
        Assert.That(_system.WasContacted, Is.False);
    }

    private TlsFront Front(X509Certificate2 certificate) =>
        TlsFront.Start(_system.Server, new SslServerAuthenticationOptions { ServerCertificate = certificate });

    private async Task AskAsync(int port, Action<SslClientAuthenticationOptions>? configure)
    {
        await using var client = _system.CreateClient(new Uri($"https://127.0.0.1:{port}"), configure);
        await _system.AskAsync(client);
    }

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
