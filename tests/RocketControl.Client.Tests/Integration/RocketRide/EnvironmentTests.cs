using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class EnvironmentTests : EmulatorTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["ROCKETRIDE_MODEL"] = "größer",
        ["ROCKETRIDE_OTHER"] = "not referred to",
        ["ROCKETRIDE_APIKEY"] = "the key of this process",
        ["PATH"] = "/usr/bin",
    };

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { EnvironmentVariable = Variables.GetValueOrDefault };

    [Test]
    public async Task Only_variables_that_the_pipeline_refers_to_are_sent()
    {
        await Client.UseAsync(Pipelines.Echo(setting: "${ROCKETRIDE_MODEL} ${ROCKETRIDE_MISSING} ${PATH}")).Soon();

        Assert.That(SentEnvironment(), Is.EqualTo("""{"ROCKETRIDE_MODEL":"größer"}"""));
    }

    [Test]
    public async Task The_key_is_never_sent_even_if_the_pipeline_asks_for_it()
    {
        await Client.UseAsync(Pipelines.Echo(setting: "${ROCKETRIDE_APIKEY}")).Soon();

        Assert.That(SentEnvironment(), Is.Null);
        Assert.That(Server.ReceivedRequests.Select(request => request.ArgumentsJson), Has.None.Contain("the key of this process"));
    }

    [Test]
    public async Task Values_for_one_run_win_over_those_of_the_process()
    {
        await Client.UseAsync(
            Pipelines.Echo(setting: "${ROCKETRIDE_MODEL}"),
            new UseOptions { Environment = new Dictionary<string, string> { ["ROCKETRIDE_MODEL"] = "small", ["ROCKETRIDE_EXTRA"] = "1" } }).Soon();

        Assert.That(SentEnvironment(), Is.EqualTo("""{"ROCKETRIDE_MODEL":"small","ROCKETRIDE_EXTRA":"1"}"""));
    }

    [Test]
    public async Task The_login_is_the_only_request_that_holds_the_key()
    {
        var run = await Client.UseAsync(Pipelines.Echo(setting: "${ROCKETRIDE_MODEL}")).Soon();
        await Client.SendAsync(run, "text").Soon();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();
        await Client.DisposeAsync().Soon();

        Assert.That(
            Server.ReceivedRequests.Where(request => request.ArgumentsJson?.Contains(Server.ApiKey, StringComparison.Ordinal) ?? false)
                .Select(request => request.Command),
            Is.EqualTo(new[] { "auth" }));
    }

    private string? SentEnvironment()
    {
        var arguments = JsonNode.Parse(Server.ReceivedRequests.Single(request => request.Command == "execute").ArgumentsJson!)!;
        return arguments["env"]?.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
