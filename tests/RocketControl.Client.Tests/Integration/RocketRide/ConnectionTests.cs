using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

[TestFixture]
internal sealed class ConnectionTests : EmulatorTests
{
    private readonly LogRecorder _log = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { LoggerFactory = _log };

    [Test]
    public async Task Nothing_is_opened_before_the_first_call()
    {
        var client = NewClient();
        var before = (Server.ConnectionCount, Server.ReceivedRequests.Count);

        await client.UseAsync(Pipelines.Echo()).Soon();

        Assert.That(before, Is.EqualTo((0, 0)));
        Assert.That(Server.ConnectionCount, Is.EqualTo(1));
        Assert.That(Server.ReceivedRequests[0].Command, Is.EqualTo("auth"));
    }

    [Test]
    public async Task Many_first_calls_at_once_share_one_connection()
    {
        var run = await StartRunAsync();
        var client = NewClient();
        using var upgrade = Server.Faults.OnUpgrade().Hold();

        var calls = Enumerable.Range(0, 50).Select(_ => client.GetTaskStatusAsync(run)).ToList();
        await upgrade.Reached.Soon();
        upgrade.Release();
        var statuses = await Task.WhenAll(calls).Soon();

        Assert.That(statuses.Select(status => status.State), Is.All.EqualTo(RunState.Running));
        Assert.That(CountRequests("auth"), Is.EqualTo(2), "one login for each client");
        Assert.That(Server.ConnectionCount, Is.EqualTo(2));
    }

    [Test]
    public async Task A_caller_who_gives_up_does_not_end_the_connection_for_the_others()
    {
        var run = await StartRunAsync();
        var client = NewClient();
        using var upgrade = Server.Faults.OnUpgrade().Hold();
        using var cancellation = new CancellationTokenSource();
        var impatient = client.GetTaskStatusAsync(run, cancellation.Token);
        var patient = client.GetTaskStatusAsync(run);
        await upgrade.Reached.Soon();

        await cancellation.CancelAsync();
        await impatient.IsCancelledBy(cancellation.Token);
        upgrade.Release();

        Assert.That((await patient.Soon()).State, Is.EqualTo(RunState.Running));
        Assert.That(CountRequests("auth"), Is.EqualTo(2));
    }

    [TestCase(ConnectionDrop.Reset)]
    [TestCase(ConnectionDrop.Finish)]
    public async Task A_connection_lost_between_two_calls_is_made_again(ConnectionDrop drop)
    {
        var run = await StartRunAsync();

        Server.Faults.DropConnections(drop);
        await _log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);
        var result = await Client.SendAsync(run, "text").Soon();

        Assert.That(result.Texts, Is.EqualTo(new[] { "text\n\n" }));
        Assert.That(CountRequests("auth"), Is.EqualTo(2));
    }

    [TestCase(1000)]
    [TestCase(1001)]
    [TestCase(1011)]
    [TestCase(1012)]
    public async Task A_connection_closed_between_two_calls_is_made_again(int code)
    {
        var run = await StartRunAsync();

        Server.Faults.CloseConnections(code, "because");
        await _log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);
        var result = await Client.SendAsync(run, "text").Soon();

        Assert.That(result.Texts, Is.EqualTo(new[] { "text\n\n" }));
        Assert.That(_log.Entries.Single(entry => entry.Id == RunControlEventIds.ConnectionBroken).Text, Does.Contain($"close code {code} (because)"));
    }

    [Test]
    public async Task A_connection_whose_loss_nobody_has_noticed_yet_is_no_problem_for_a_status()
    {
        var run = await StartRunAsync();

        Server.Faults.DropConnections();

        Assert.That(await StateOfAsync(run), Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_server_that_restarted_does_not_know_the_runs_of_before_and_gives_the_same_tokens_again()
    {
        var run = await StartRunAsync();

        await Server.RestartAsync().Soon();
        await _log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);
        await Client.GetTaskStatusAsync(run).FailsWith<RunNotFoundException>();
        await Client.SendAsync(run, "text").FailsWith<RunNotFoundException>();
        var again = await StartRunAsync();

        Assert.That(again.Id, Is.EqualTo(run.Id));
        Assert.That((await Client.SendAsync(again, "text").Soon()).Texts, Is.EqualTo(new[] { "text\n\n" }));
    }

    [Test]
    public async Task A_server_that_comes_back_after_refusing_is_found_again()
    {
        var run = await StartRunAsync();
        using var refusals = Server.Faults.OnUpgrade().Times(2).RefuseWith(503);

        Server.Faults.DropConnections();

        Assert.That(await StateOfAsync(run), Is.EqualTo(RunState.Running));
        Assert.That(refusals.Hits, Is.EqualTo(2));
    }

    [Test]
    public async Task A_disposed_client_says_goodbye_and_closes()
    {
        await StartRunAsync();

        await Client.DisposeAsync().Soon();
        await Client.DisposeAsync().Soon();

        Assert.That(Server.ReceivedRequests[^1].Command, Is.EqualTo("deauth"));
        Assert.That(CountRequests("deauth"), Is.EqualTo(1));
        await Client.GetTaskStatusAsync("x").FailsWith<ObjectDisposedException>();
    }

    [Test]
    public async Task A_client_that_was_never_used_is_disposed_without_a_word()
    {
        await NewClient().DisposeAsync().Soon();

        Assert.That(Server.ReceivedRequests, Is.Empty);
    }

    [Test]
    public async Task The_account_is_what_the_server_says()
    {
        var account = await NewTransport().ConnectAsync().Soon();

        Assert.That(account.UserId, Is.EqualTo("local"));
        Assert.That(account.Capabilities, Does.Contain("oss"));
        Assert.That(account.Organizations.Single().Teams.Single().Id, Is.EqualTo(account.DefaultTeam));
    }

    [Test]
    public async Task The_key_is_asked_for_again_at_each_login()
    {
        var asked = 0;
        var transport = NewTransport(ClientOptions with
        {
            Credential = RunCredential.FromDelegate(_ =>
            {
                asked++;
                return ValueTask.FromResult(Server.ApiKey);
            }),
        });
        await transport.ConnectAsync().Soon();

        Server.Faults.DropConnections();
        await transport.PingAsync().Soon();

        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public async Task No_key_and_no_token_is_ever_logged()
    {
        var run = await StartRunAsync();
        await Client.SendAsync(run, "text").Soon();
        Server.Faults.DropConnections();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();
        await Client.SendAsync(run, "text").FailsWith<RunNotRunningException>();
        await Client.DisposeAsync().Soon();

        var texts = _log.Entries.Select(entry => entry.Text + entry.Exception).ToList();
        Assert.That(texts, Is.Not.Empty);
        Assert.That(texts, Has.None.Contain(Server.ApiKey));
        Assert.That(texts, Has.None.Contain(run.Id));
        Assert.That(texts, Has.None.Contain(run.PublicToken!));
    }
}
