using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.VectorShift;

[TestFixture]
internal sealed class OptionsTests
{
    private static readonly VectorShiftOptions[] Wrong =
    [
        new() { Endpoint = "api.vectorshift.ai" },
        new() { Endpoint = "ftp://host/v1" },
        new() { Endpoint = "https://user:password@host/v1" },
        new() { Endpoint = "http://api.example.com/v1" },
        new() { CallTimeout = TimeSpan.Zero },
        new() { UseTimeout = TimeSpan.FromDays(100) },
        new() { RunTimeout = TimeSpan.FromSeconds(-1) },
        new() { StreamIdleTimeout = TimeSpan.Zero },
        new() { ConnectTimeout = TimeSpan.Zero },
        new() { RetryDelay = TimeSpan.Zero },
        new() { BodyFormat = (VectorShiftBodyFormat)9 },
        new() { FilePartName = (VectorShiftFilePartName)9 },
        new() { BulkRunPath = "" },
        new() { BulkRunPath = "/bulk" },
        new() { StatusRoute = "pipeline/{pipeline_id}/status" },
        new() { StatusRoute = "https://elsewhere/{run_id}" },
        new() { StatusRoute = "../{run_id}" },
        new() { MaxEventBytes = 1 },
        new() { MaxMessageBytes = 1 },
        new() { EventBufferSize = 0 },
        new() { MaxRetries = -1 },
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
        var baseAddress = Routes.BaseAddress(new VectorShiftOptions { Endpoint = endpoint });

        Assert.That(baseAddress.AbsoluteUri, Is.EqualTo(address));
        Assert.That(new Uri(baseAddress, Routes.Of("a/b c", "run")).AbsoluteUri, Is.EqualTo(address + "pipeline/a%2Fb%20c/run"));
    }

    [Test]
    public void Cleartext_to_other_machines_needs_leave() => Assert.That(
        () => Routes.BaseAddress(new VectorShiftOptions { Endpoint = "http://api.example.com/v1", AllowInsecureTransport = true }), Throws.Nothing);

    [Test]
    public void Nothing_secret_shows_as_text() => Assert.Multiple(() =>
    {
        Assert.That(new VectorShiftOptions { Credential = "secret", Endpoint = "https://secret@host" }.ToString(), Does.Not.Contain("secret"));
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
