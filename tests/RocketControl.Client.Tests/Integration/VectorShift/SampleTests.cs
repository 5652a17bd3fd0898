using RocketControl.Client.Tests.Integration.Support;

namespace RocketControl.Client.Tests.Integration.VectorShift;

[TestFixture]
internal sealed class SampleTests : VectorShiftTests
{
    [Test]
    public async Task Alone_it_shows_a_run_from_start_to_end()
    {
        var result = await RunAsync(key: null, "--outputs", "2");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Error, Is.Empty);
        Assert.That(StepsOf(result), Is.EqualTo(new[] { "server", "use", "output", "output", "status", "terminate", "final" }));
        Assert.That(result.Output, Does.Contain("count = 2").And.Contain("terminate  Completed").And.Contain("final      Cancelled"));
    }

    [Test]
    public async Task With_a_server_it_does_the_same_there()
    {
        var result = await RunAsync(
            Server.ApiKey, "--endpoint", Server.Endpoint.ToString(), "--pipeline", "endless", "--input", "a=x=y", "--input", "b=z", "--outputs", "2");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("a = x=y").And.Contain("b = z").And.Contain(Server.Endpoint.ToString()).And.Not.Contain("(embedded)"));
        Assert.That(result.ToString(), Does.Not.Contain(Server.ApiKey));
        Assert.That(Server.Runs.Single().Ended.IsCompleted);
    }

    [Test]
    public async Task A_failed_run_is_told_and_nothing_stays_behind()
    {
        var result = await RunAsync(Server.ApiKey, "--endpoint", Server.Endpoint.ToString(), "--pipeline", "failing");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(result.Error, Does.StartWith("error: ").And.Contain("node llm_1 failed"));
    }

    [TestCase("--endpoint needs --pipeline too", "--endpoint", "https://host/v1")]
    [TestCase("Unknown option '--colour'", "--colour")]
    [TestCase("--input must be NAME=TEXT", "--input", "x")]
    [TestCase("--outputs must be a positive number", "--outputs", "0")]
    [TestCase("VECTORSHIFT_API_KEY", "--endpoint", "https://host/v1", "--pipeline", "p")]
    public async Task A_command_line_that_is_not_understood_is_told(string told, params string[] arguments)
    {
        var result = await RunAsync(key: null, arguments);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Error, Does.StartWith("error: ").And.Contain(told));
    }

    private static Task<SampleProcess> RunAsync(string? key, params IEnumerable<string> arguments) =>
        SampleProcess.RunAsync("VectorShiftRun", "VECTORSHIFT_API_KEY", key, arguments);

    private static IEnumerable<string> StepsOf(SampleProcess result) =>
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
}
