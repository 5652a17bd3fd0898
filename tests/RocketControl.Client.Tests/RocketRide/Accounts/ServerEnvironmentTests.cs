using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Accounts;

namespace RocketControl.Client.Tests.RocketRide.Accounts;

internal sealed class ServerEnvironmentTests : TransportTests
{
    private const string KeyName = "ROCKETRIDE_APIKEY";

    protected override RocketRideEmulatorOptions ServerOptions => new() { Environment = new Dictionary<string, string> { ["ROCKETRIDE_A"] = "1" } };

    private RocketRideServerEnvironment Variables => Transport.Account.Environment;

    [Test]
    public async Task Names_and_values_can_be_read()
    {
        Assert.That(await Variables.ListNamesAsync().Soon(), Is.EquivalentTo([KeyName, "ROCKETRIDE_A"]));
        Assert.That((await Variables.GetAsync().Soon())["ROCKETRIDE_A"], Is.EqualTo("1"));
    }

    [Test]
    public async Task A_new_set_takes_the_place_of_the_old_one()
    {
        await Variables.ReplaceAsync(new Dictionary<string, string> { [KeyName] = Server.ApiKey!, ["ROCKETRIDE_B"] = "2" }).Soon();

        Assert.That(await Variables.ListNamesAsync().Soon(), Is.EquivalentTo([KeyName, "ROCKETRIDE_B"]));
    }

    /// <summary>The server wipes the old set first, and drops such a variable without a word.</summary>
    [Test]
    public async Task A_set_that_the_server_would_not_take_whole_never_reaches_it()
    {
        await Fails.With<RunInvalidArgumentException>(() => Variables.ReplaceAsync(new Dictionary<string, string> { ["PATH"] = "x" }));
        await Fails.With<RunInvalidArgumentException>(() => Variables.ReplaceAsync(new Dictionary<string, string> { ["ROCKETRIDE_X"] = null! }));

        Assert.That(CountRequests("rrext_account_me"), Is.Zero);
    }

    [Test]
    public async Task The_set_is_always_named_lest_the_server_wipe_it_by_mistake()
    {
        await Variables.ReplaceAsync(new Dictionary<string, string>()).Soon();

        Assert.That(Server.ReceivedRequests[^1].ArgumentsJson, Does.Contain("\"env\":{}"));
    }

    [TestCase("team", "rrext_account_teams", """{"subcommand":"get_env","teamId":"x"}""")]
    [TestCase("organization", "rrext_account_org", """{"subcommand":"get_env","orgId":"x"}""")]
    [TestCase("user", "rrext_account_me", """{"subcommand":"get_env"}""")]
    public async Task Each_scope_has_its_own_set(string scope, string command, string arguments)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var reading = scene.Transport.Account.Environment.GetAsync(
            scope switch { "team" => EnvironmentScope.Team("x"), "user" => EnvironmentScope.User, _ => EnvironmentScope.Organization("x") });

        var request = await peer.AnswerNextAsync(command, """{"env":{"ROCKETRIDE_A":"1","ROCKETRIDE_B":7,"ROCKETRIDE_A":"2"}}""");

        Assert.That(request.Arguments!.ToJsonString(), Is.EqualTo(arguments));
        Assert.That(await reading.Soon(), Is.EqualTo(new Dictionary<string, string> { ["ROCKETRIDE_A"] = "2" }));
    }

    [Test]
    public async Task A_set_whose_answer_was_lost_is_not_sent_again()
    {
        Server.Faults.On("rrext_account_me").Once().DropAfterExecuting();

        await Fails.With<RunConnectionLostException>(() => Variables.ReplaceAsync(new Dictionary<string, string> { [KeyName] = Server.ApiKey! }));

        Assert.That(CountRequests("rrext_account_me"), Is.EqualTo(1));
    }
}
