using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RocketControl.Client.Tests.Faults.Tls;

/// <summary>A CA that nobody knows, and certificates from it.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset Today = DateTimeOffset.UtcNow;

    private readonly List<X509Certificate2> _made = [];

    public Certificates()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Authority = Kept(request.CreateSelfSigned(Today.AddDays(-30), Today.AddDays(30)));
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 ForLoopback() => Issue(names => names.AddIpAddress(IPAddress.Loopback), Today.AddDays(1));

    public X509Certificate2 Expired() => Issue(names => names.AddIpAddress(IPAddress.Loopback), Today.AddDays(-1));

    public X509Certificate2 ForAnotherHost() => Issue(names => names.AddDnsName("elsewhere.example"), Today.AddDays(1));

    public void Dispose() => _made.ForEach(certificate => certificate.Dispose());

    private X509Certificate2 Issue(Action<SubjectAlternativeNameBuilder> name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=A test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        name(names);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(Authority, Today.AddDays(-20), until, RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);
        return Kept(X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null));
    }

    private X509Certificate2 Kept(X509Certificate2 certificate)
    {
        _made.Add(certificate);
        return certificate;
    }
}
