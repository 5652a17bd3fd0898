using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class UseArgumentsTests
{
    [Test]
    public void Plain_options_are_fine() => Assert.DoesNotThrow(() => UseArguments.Validate(new UseOptions()));

    [Test]
    public void So_are_these() => Assert.DoesNotThrow(() => UseArguments.Validate(new UseOptions
    {
        Token = "UPLOAD_TASK",
        Source = "webhook_1",
        Threads = 1,
        TimeToLive = TimeSpan.Zero,
        Environment = new Dictionary<string, string> { ["ROCKETRIDE_MODEL"] = "" },
    }));

    [Test]
    public void An_empty_token_would_make_a_run_that_nobody_can_address() => AssertRefused(new UseOptions { Token = "" }, "UseOptions.Token");

    [Test]
    public void An_empty_source_is_refused() => AssertRefused(new UseOptions { Source = "" }, "UseOptions.Source");

    [TestCase(0)]
    [TestCase(-1)]
    public void A_run_needs_a_thread(int threads) => AssertRefused(new UseOptions { Threads = threads }, $"UseOptions.Threads must be at least 1, but is {threads}");

    [Test]
    public void A_time_to_live_is_not_negative() => AssertRefused(new UseOptions { TimeToLive = TimeSpan.FromSeconds(-1) }, "UseOptions.TimeToLive");

    [TestCase(0.5)]
    [TestCase(61.001)]
    public void A_time_to_live_is_in_whole_seconds(double seconds) =>
        AssertRefused(new UseOptions { TimeToLive = TimeSpan.FromSeconds(seconds) }, "whole seconds");

    [TestCase("PATH")]
    [TestCase("rocketride_model")]
    [TestCase("")]
    public void Only_the_server_s_own_variables_can_be_given(string name) =>
        AssertRefused(new UseOptions { Environment = new Dictionary<string, string> { [name] = "x" } }, $"'{name}'");

    [Test]
    public void The_key_is_no_variable_for_a_pipeline() =>
        AssertRefused(new UseOptions { Environment = new Dictionary<string, string> { ["ROCKETRIDE_APIKEY"] = "secret" } }, "ROCKETRIDE_APIKEY");

    [Test]
    public void Only_variables_that_the_pipeline_refers_to_are_taken_from_the_process()
    {
        var process = new Dictionary<string, string>
        {
            ["ROCKETRIDE_MODEL"] = "m",
            ["ROCKETRIDE_URI"] = "u",
            ["ROCKETRIDE_APIKEY"] = "secret",
            ["HOME"] = "h",
        };
        var pipeline = PipelineDefinition.FromJson(
            """{"components":[{"id":"a","config":{"x":"${ROCKETRIDE_MODEL}/${ROCKETRIDE_MISSING}","y":"${ROCKETRIDE_APIKEY} ${HOME}"}}]}""");

        var selected = UseArguments.SelectEnvironment(pipeline, new UseOptions(), name => process.GetValueOrDefault(name));

        Assert.That(selected, Is.EquivalentTo(new Dictionary<string, string> { ["ROCKETRIDE_MODEL"] = "m" }));
    }

    [Test]
    public void What_is_given_explicitly_wins_and_need_not_be_referred_to()
    {
        var pipeline = PipelineDefinition.FromJson("""{"components":["${ROCKETRIDE_A}"]}""");
        var options = new UseOptions { Environment = new Dictionary<string, string> { ["ROCKETRIDE_A"] = "given", ["ROCKETRIDE_B"] = "too" } };

        var selected = UseArguments.SelectEnvironment(pipeline, options, _ => "process");

        Assert.That(selected, Is.EquivalentTo(new Dictionary<string, string> { ["ROCKETRIDE_A"] = "given", ["ROCKETRIDE_B"] = "too" }));
    }

    private static void AssertRefused(UseOptions options, string text)
    {
        var exception = Assert.Throws<RunInvalidArgumentException>(() => UseArguments.Validate(options));

        Assert.That(exception.Message, Does.Contain(text).And.Not.Contain("secret"));
        Assert.That(exception.Operation, Is.EqualTo(RunOperation.Use));
    }
}
