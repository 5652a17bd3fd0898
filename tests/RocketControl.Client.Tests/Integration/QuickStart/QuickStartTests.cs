using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.QuickStart;

[TestFixture]
internal sealed class QuickStartTests : EmulatorTests
{
    [Test]
    public async Task Alone_it_shows_the_whole_way_of_a_text()
    {
        var result = await StartAsync(key: null);

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Error, Is.Empty);
        Assert.That(result.Output, Does.Contain("(embedded)"));
        AssertWholeWay(result, "Grüße aus dem Weltraum 🚀 — 世界");
    }

    [TestCase("websocket", "RocketRide over WebSocket")]
    [TestCase("http", "RocketRide over HTTP")]
    [TestCase("auto", "RocketRide over WebSocket")]
    public async Task With_a_server_it_does_the_same_there(string transport, string name)
    {
        var result = await RunAsync("--transport", transport, "--text", "Grüße, 世界");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Error, Is.Empty);
        Assert.That(result.Output, Does.Contain(name).And.Contain(Server.Endpoint.Authority).And.Not.Contain("(embedded)"));
        Assert.That(result.ToString(), Does.Not.Contain(Server.ApiKey));
        AssertWholeWay(result, "Grüße, 世界");
    }

    [Test]
    public async Task A_pipeline_of_ones_own_is_run()
    {
        using var file = new TextFile("mine.pipe", Pipelines.Chat().ToString());

        var result = await RunAsync("--pipeline", file.Path, "--transport", "websocket");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("nothing: no component of the pipeline answered to text/plain"));
        Assert.That(Server.ReceivedRequests.Single(request => request.Command == "execute").ArgumentsJson, Does.Contain("\"name\":\"mine\""));
    }

    [Test]
    public async Task A_server_that_is_not_there_is_told_with_its_address()
    {
        using var nobody = new VacantPort();

        var result = await StartAsync("key", "--endpoint", nobody.Endpoint);

        AssertFailed(result, 1, nobody.Endpoint, "Check that");
    }

    [Test]
    public async Task A_wrong_key_is_told()
    {
        var result = await StartAsync("rr_wrong-key", "--endpoint", Server.Endpoint.ToString());

        AssertFailed(result, 1, "Invalid API key");
        Assert.That(result.ToString(), Does.Not.Contain("rr_wrong-key"));
    }

    [Test]
    public async Task Without_a_key_it_says_where_to_put_one()
    {
        var result = await StartAsync(key: null, "--endpoint", Server.Endpoint.ToString());

        AssertFailed(result, 2, "ROCKETRIDE_APIKEY");
        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task A_pipeline_file_that_is_not_there_is_named()
    {
        AssertFailed(await RunAsync("--pipeline", "no/such.pipe"), 1, "no/such.pipe");
    }

    [Test]
    public async Task A_pipeline_file_that_is_no_JSON_is_named_with_the_place()
    {
        using var file = new TextFile("broken.pipe", "{ \"components\": ");

        AssertFailed(await RunAsync("--pipeline", file.Path), 1, "broken.pipe", "not valid JSON", "line 1");
    }

    [Test]
    public async Task A_pipeline_that_the_server_refuses_is_told_in_its_words()
    {
        using var file = new TextFile("headless.pipe", Pipelines.WithoutSource().ToString());

        AssertFailed(await RunAsync("--pipeline", file.Path), 1, "refused the pipeline", "source component");
    }

    [Test]
    public async Task A_run_is_ended_even_if_it_did_not_take_the_text()
    {
        Server.Faults.Tasks.FailNextObject("The parser gave up");

        AssertFailed(await RunAsync("--transport", "websocket"), 1, "The parser gave up");

        Assert.That(CountRequests("terminate"), Is.EqualTo(1));
    }

    [TestCase("--colour", "Unknown option '--colour'. Try --help.")]
    [TestCase("--pipeline", "--pipeline needs a value. Try --help.")]
    [TestCase("--endpoint", "--endpoint needs a value. Try --help.")]
    public async Task A_command_line_that_is_not_understood_is_told(string argument, string told)
    {
        AssertFailed(await StartAsync(key: null, argument), 2, told);
    }

    [Test]
    public async Task An_address_that_would_send_the_key_in_the_clear_is_refused()
    {
        AssertFailed(await StartAsync("key", "--endpoint", "http://rocketride.example.com"), 1, "in the clear");
    }

    [Test]
    public async Task Help_is_given()
    {
        var result = await StartAsync(key: null, "--help");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("Usage:").And.Contain("--endpoint").And.Contain("--pipeline").And.Contain("ROCKETRIDE_APIKEY"));
    }

    private Task<SampleProcess> RunAsync(params IEnumerable<string> arguments) =>
        StartAsync(Server.ApiKey, ["--endpoint", Server.Endpoint.ToString(), .. arguments]);

    private static Task<SampleProcess> StartAsync(string? key, params IEnumerable<string> arguments) =>
        SampleProcess.RunAsync("QuickStart", "ROCKETRIDE_APIKEY", key, arguments);

    private static void AssertWholeWay(SampleProcess result, string text)
    {
        var steps = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
        Assert.That(steps, Is.EqualTo(new[] { "server", "use", "transport", "send", "result", "status", "terminate", "final" }));
        Assert.That(result.Output, Does.Contain($"send       {text}").And.Contain($"[\"{text}\\n\\n\"]"));
        Assert.That(result.Output, Does.Contain("status     Running").And.Contain("terminate  Completed, Graceful").And.Contain("final      Cancelled"));
    }

    private static void AssertFailed(SampleProcess result, int exitCode, params string[] told)
    {
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        Assert.That(result.Error, Does.StartWith("error: "));
        foreach (var text in told)
            Assert.That(result.Error, Does.Contain(text));
        Assert.That(result.Error, Does.Not.Contain("   at "), "no stack trace");
    }
}
