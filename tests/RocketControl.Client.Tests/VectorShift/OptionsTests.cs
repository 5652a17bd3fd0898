using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.VectorShift;

[TestFixture]
internal sealed class OptionsTests
{
    private static readonly VectorShiftOptions[] Wrong =
    [
        Watched.VectorShift with { Endpoint = "api.vectorshift.ai" },
        Watched.VectorShift with { Endpoint = "ftp://host/v1" },
        Watched.VectorShift with { Endpoint = "https://user:password@host/v1" },
        Watched.VectorShift with { Endpoint = "http://api.example.com/v1" },
        Watched.VectorShift with { CallTimeout = TimeSpan.Zero },
        Watched.VectorShift with { UseTimeout = TimeSpan.FromDays(100) },
        Watched.VectorShift with { RunTimeout = TimeSpan.FromSeconds(-1) },
        Watched.VectorShift with { StreamIdleTimeout = TimeSpan.Zero },
        Watched.VectorShift with { ConnectTimeout = TimeSpan.Zero },
        Watched.VectorShift with { RetryDelay = TimeSpan.Zero },
        Watched.VectorShift with { BodyFormat = (VectorShiftBodyFormat)9 },
        Watched.VectorShift with { FilePartName = (VectorShiftFilePartName)9 },
        Watched.VectorShift with { BulkRunPath = "" },
        Watched.VectorShift with { BulkRunPath = "/bulk" },
        Watched.VectorShift with { StatusRoute = "pipeline/{pipeline_id}/status" },
        Watched.VectorShift with { StatusRoute = "https://elsewhere/{run_id}" },
        Watched.VectorShift with { StatusRoute = "../{run_id}" },
        Watched.VectorShift with { MaxEventBytes = 1 },
        Watched.VectorShift with { MaxMessageBytes = 1 },
        Watched.VectorShift with { EventBufferSize = 0 },
        Watched.VectorShift with { MaxRetries = -1 },
    ];

    [TestCaseSource(nameof(Wrong))]
    public void What_makes_no_sense_is_refused_when_the_client_is_created(VectorShiftOptions options)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => RunControlClient.ForVectorShift(options));

        Assert.That(exception!.Message, Does.Contain("VectorShiftOptions."));
        Assert.That(exception.Message, Does.Not.Contain("password@"));
    }

    [TestCase("https://api.vectorshift.ai/v1", "https://api.vectorshift.ai/v1/")]
    [TestCase("https://api.vectorshift.ai/v1/", "https://api.vectorshift.ai/v1/")]
    [TestCase("https://host:8443/a/b?x=1#y", "https://host:8443/a/b/")]
    [TestCase("http://127.0.0.1:99/v1", "http://127.0.0.1:99/v1/")]
    public void Routes_are_put_behind_the_base_address_with_its_path(string endpoint, string address)
    {
        var baseAddress = Routes.BaseAddress(Watched.VectorShift with { Endpoint = endpoint });

        Assert.That(baseAddress.AbsoluteUri, Is.EqualTo(address));
        Assert.That(new Uri(baseAddress, Routes.Of("a/b c", "run")).AbsoluteUri, Is.EqualTo(address + "pipeline/a%2Fb%20c/run"));
    }

    [Test]
    public void Cleartext_to_other_machines_needs_leave() => Assert.That(
        () => Routes.BaseAddress(Watched.VectorShift with { Endpoint = "http://api.example.com/v1", AllowInsecureTransport = true }), Throws.Nothing);

    [Test]
    public void Nothing_secret_shows_as_text() => Assert.Multiple(() =>
    {
        Assert.That((Watched.VectorShift with { Credential = "secret", Endpoint = "https://secret@host" }).ToString(), Does.Not.Contain("secret"));
        Assert.That(
            new VectorShiftPipeline("p") { Inputs = new Dictionary<string, VectorShiftValue> { ["a"] = "secret" } }.ToString(), Does.Not.Contain("secret"));
    });

    [TestCase("64f0", "9d1e", "64f0/9d1e")]
    [TestCase("a/b", "c d%", "a%2Fb/c%20d%25")]
    public void A_run_s_id_holds_both_ids(string pipeline, string run, string text)
    {
        var id = new VectorShiftRunId(pipeline, run);

        Assert.That(id.ToString(), Is.EqualTo(text));
        Assert.That(VectorShiftRunId.TryParse(text, out var parsed) && parsed == id);
        Assert.That((id.ToRun().Id, id.ToRun().Instance), Is.EqualTo((text, run)));
    }
}
