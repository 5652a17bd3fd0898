using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Hosting.Tests;

/// <summary>The sample as a user runs it.</summary>
[TestFixture]
internal sealed class WorkerServiceTests
{
    [Test]
    public async Task Alone_it_brings_a_run_up_and_down()
    {
        var result = await RunAsync("--for", "1.5");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Error, Is.Empty);
        Assert.That(result.Output, Does.Match(@"(?s)\(embedded\).*orders +Started.*orders +Terminating.*orders +Terminated.*: Cancelled.*host +stopped"));
    }

    [TestCase("--for", "0", 2, "--for must be a number of seconds")]
    [TestCase("--colour", "red", 2, "Unknown option '--colour'. Try --help.")]
    [TestCase("--endpoint", "ftp://host", 1, "RunControl:Orders:Endpoint has the scheme 'ftp'")]
    public async Task What_is_wrong_is_told(string option, string value, int exitCode, string told)
    {
        var result = await RunAsync(option, value);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        Assert.That(result.Error, Does.StartWith("error: ").And.Contain(told));
        Assert.That(result.Error, Does.Not.Contain("   at "), "no stack trace");
    }

    private static Task<SampleProcess> RunAsync(params IEnumerable<string> arguments) =>
        SampleProcess.RunAsync("WorkerService", "ROCKETRIDE_APIKEY", key: null, arguments);
}
