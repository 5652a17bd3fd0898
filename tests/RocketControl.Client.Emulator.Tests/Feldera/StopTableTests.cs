using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>The table of Feldera protocol §7, row by row.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StopTableTests
{
    private static readonly string[] Situations =
    [
        "Stopped", "EarlyStart", "Provisioning", "Running", "Paused", "Coordination", "Suspending", "Standby", "Initializing", "AwaitingApproval",
        "Replaying", "Bootstrapping", "Transaction", "Unreachable", "Unavailable", "Stopping",
    ];

    private static readonly string[] EnterpriseOnly = ["Suspending", "Standby", "AwaitingApproval", "Replaying", "Bootstrapping"];

    private static IEnumerable<string> OpenSourceSituations => Situations.Except(EnterpriseOnly);

    private static IEnumerable<TestCaseData> EveryState() =>
    [
        .. Situations.Select(situation => new TestCaseData(situation, FelderaEdition.Enterprise)),
        .. OpenSourceSituations.Select(situation => new TestCaseData(situation, FelderaEdition.OpenSource)),
    ];

    [TestCaseSource(nameof(EveryState))]
    public async Task A_forced_stop_is_accepted_in_every_state_and_ends_stopped(string situation, FelderaEdition edition)
    {
        await using FelderaSession session = await ReachAsync(situation, edition);
        FelderaReply reply = await session.PostAsync("stop?force=true");
        Assert.That((int)reply.Status, Is.EqualTo(202), reply.Text);
        Assert.That(reply.Body, Is.InstanceOf<JsonValue>(), "a JSON string");
        Assert.That((string?)(await session.StatusAsync())["deployment_desired_status"], Is.EqualTo("Stopped"));

        session.Advance(20);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
        Assert.That(await session.DeploymentErrorAsync(), Is.Null);
    }

    [Test]
    public async Task The_open_source_edition_never_stops_gracefully([ValueSource(nameof(OpenSourceSituations))] string situation)
    {
        await using FelderaSession session = await ReachAsync(situation, FelderaEdition.OpenSource);
        string before = (string)(await session.StatusAsync())["deployment_desired_status"]!;
        FelderaReply reply = await session.PostAsync("stop");
        Assert.That((int)reply.Status, Is.EqualTo(501));
        Assert.That(reply.ErrorCode, Is.EqualTo("EnterpriseFeature"));
        Assert.That((string?)(await session.StatusAsync())["deployment_desired_status"], Is.EqualTo(before));
    }

    [TestCase("Stopped", 202, null, "Stopped", "Stopped")]
    [TestCase("EarlyStart", 202, null, "Stopped", "Stopped")]
    [TestCase("Provisioning", 202, null, "Stopped", "Stopped")]
    [TestCase("Running", 202, null, "Suspended", "Stopped")]
    [TestCase("Paused", 202, null, "Suspended", "Stopped")]
    [TestCase("Coordination", 202, null, "Suspended", "Stopped")]
    [TestCase("Suspending", 202, null, "Suspended", "Stopped")]
    [TestCase("Standby", 400, "InvalidTransition", "Standby", "Standby")]
    [TestCase("Initializing", 202, null, "Suspended", "Initializing")]
    [TestCase("AwaitingApproval", 202, null, "Suspended", "AwaitingApproval")]
    [TestCase("Replaying", 202, null, "Suspended", "Replaying")]
    [TestCase("Bootstrapping", 202, null, "Suspended", "Bootstrapping")]
    [TestCase("Transaction", 202, null, "Suspended", "Running")]
    [TestCase("Unreachable", 503, "PipelineInteractionUnreachable", "Running", "Unavailable")]
    [TestCase("Unavailable", 503, "PipelineInteractionUnreachable", "Running", "Unavailable")]
    [TestCase("Stopping", 202, null, "Stopped", "Stopped")]
    public async Task The_enterprise_edition_stops_gracefully_where_it_can(string situation, int status, string? error, string desired, string end)
    {
        await using FelderaSession session = await ReachAsync(situation, FelderaEdition.Enterprise);
        FelderaReply reply = await session.PostAsync("stop");
        Assert.That((int)reply.Status, Is.EqualTo(status), reply.Text);
        Assert.That(reply.ErrorCode, Is.EqualTo(error));
        Assert.That((string?)(await session.StatusAsync())["deployment_desired_status"], Is.EqualTo(desired));

        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo(end));
        Assert.That(await session.DeploymentErrorAsync(), Is.Null);
    }

    [TestCase("stop?force=true", 404, "UnknownPipelineName", FelderaEdition.Enterprise)]
    [TestCase("stop?force=false", 404, "UnknownPipelineName", FelderaEdition.Enterprise)]
    [TestCase("stop?force=true", 404, "UnknownPipelineName", FelderaEdition.OpenSource)]
    [TestCase("stop?force=false", 501, "EnterpriseFeature", FelderaEdition.OpenSource)]
    public async Task A_pipeline_that_is_not_there_cannot_be_stopped(string action, int status, string error, FelderaEdition edition)
    {
        await using FelderaSession session = await FelderaSession.StartAsync(edition);
        FelderaReply reply = await session.PostAsync(action);
        Assert.That((int)reply.Status, Is.EqualTo(status));
        Assert.That(reply.ErrorCode, Is.EqualTo(error));
    }

    [Test]
    public async Task A_graceful_stop_keeps_the_status_until_the_process_has_suspended_itself()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("stop");
        FelderaReply suspending = await session.StatusAsync();
        Assert.That((string?)suspending["deployment_status"], Is.EqualTo("Running"));
        Assert.That((string?)suspending["deployment_desired_status"], Is.EqualTo("Suspended"));
        Assert.That((string?)suspending["deployment_resources_desired_status"], Is.EqualTo("Provisioned"));

        session.Advance(2.5);
        FelderaReply stopping = await session.StatusAsync();
        Assert.That((string?)stopping["deployment_status"], Is.EqualTo("Stopping"));
        Assert.That((string?)stopping["deployment_desired_status"], Is.EqualTo("Stopped"));
        Assert.That(stopping["deployment_id"], Is.Null);
    }

    [Test]
    public async Task A_suspended_process_is_only_seen_when_it_is_held()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        using Hold hold = session.Emulator.Faults.Pipelines.HoldAt("Suspended");
        await session.AcceptAsync("stop");
        session.Advance(5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Suspended"));
        await session.AcceptAsync("stop");
        Assert.That((await session.IngestAsync("{}")).ErrorCode, Is.EqualTo("Suspended"));

        hold.Release();
        session.Advance(5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
    }

    [Test]
    public async Task A_graceful_stop_that_fails_ends_stopped_with_an_error([Values] bool permanent)
    {
        JsonObject? withoutStorage = permanent ? new JsonObject { ["storage"] = null } : null;
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running", runtimeConfig: withoutStorage);
        if (!permanent)
            session.Emulator.Faults.Pipelines.FailNextSuspend("the disk is full");
        Assert.That((int)(await session.PostAsync("stop")).Status, Is.EqualTo(202));

        session.Advance(10);
        FelderaReply status = await session.StatusAsync();
        Assert.That((string?)status["deployment_status"], Is.EqualTo("Stopped"));
        Assert.That((string?)status["deployment_error"]!["error_code"], Is.EqualTo("SuspendError"));
        Assert.That((string?)status["deployment_error"]!["message"], Does.Contain(permanent ? "StorageRequired" : "the disk is full"));
    }

    [Test]
    public async Task A_graceful_stop_can_be_replaced_by_force_but_by_nothing_else()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("start_transaction");
        await session.AcceptAsync("stop");
        Assert.That((await session.PostAsync("start")).ErrorCode, Is.EqualTo("IllegalPipelineAction"));
        Assert.That((await session.PostAsync("pause")).ErrorCode, Is.EqualTo("InvalidTransition"));
        Assert.That((await session.PostAsync("resume")).ErrorCode, Is.EqualTo("InvalidTransition"));
        session.Advance(60);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"), "the transaction is still open");

        await session.AcceptAsync("stop?force=true");
        FelderaReply refused = await session.PostAsync("start");
        Assert.That(refused.ErrorCode, Is.EqualTo("IllegalPipelineAction"));
        Assert.That((string?)refused["details"]!["new_desired_status"], Is.EqualTo("Provisioned"));
        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
    }

    /// <summary>The example of the server's documentation.</summary>
    [Test]
    public async Task A_start_of_what_is_stopping_is_refused_in_the_servers_words()
    {
        const string Hint = "Cannot restart the pipeline while it is stopping. Wait for it to stop before starting a new instance of the pipeline.";
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        session.Emulator.Faults.Pipelines.HoldStops();
        await session.AcceptAsync("stop?force=true");
        session.Advance(10);

        FelderaReply refused = await session.PostAsync("start");

        Assert.That(
            (string?)refused["message"],
            Is.EqualTo($"Deployment resources status (current: 'Stopping', desired: 'Stopped') cannot have desired changed to 'Provisioned'. {Hint}"));
        Assert.That(
            refused["details"]!.ToJsonString(),
            Is.EqualTo($$"""{"status":"Stopping","current_desired_status":"Stopped","new_desired_status":"Provisioned","hint":"{{Hint}}"}"""));
    }

    [Test]
    public async Task A_graceful_stop_goes_on_when_the_transaction_is_committed()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("start_transaction");
        await session.AcceptAsync("stop");
        session.Advance(10);
        Assert.That((string?)(await session.GetAsync("stats"))["suspend_error"]!["Temporary"]![0], Is.EqualTo("TransactionInProgress"));
        await session.AcceptAsync("commit_transaction");
        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
        Assert.That(await session.DeploymentErrorAsync(), Is.Null);
    }

    private static async Task<FelderaSession> ReachAsync(string situation, FelderaEdition edition)
    {
        FelderaSession session = await FelderaSession.WithPipelineAsync(edition: edition);
        FelderaPipelineFaults faults = session.Emulator.Faults.Pipelines;
        switch (situation)
        {
            case "Stopped":
                return session;
            case "EarlyStart":
                await session.CreateAsync("CREATE TABLE other (id INT)");
                await session.AcceptAsync("start");
                return session;
            case "Provisioning":
                faults.HoldProvisioning();
                await session.AcceptAsync("start");
                session.Advance(2.5);
                break;
            case "Coordination":
                faults.DetourNextStart("Coordination");
                faults.HoldAt("Coordination");
                await session.RunAsync();
                break;
            case "Standby":
                await StandByAsync(session);
                break;
            case "Initializing":
                faults.HoldAt(situation);
                await session.RunAsync();
                break;
            case "AwaitingApproval" or "Bootstrapping":
                await ChangeProgramAsync(session);
                faults.HoldAt("Bootstrapping");
                await session.RunAsync(situation == "Bootstrapping" ? "bootstrap_policy=allow" : "");
                break;
            case "Replaying":
                faults.DetourNextStart("Replaying");
                faults.HoldAt(situation);
                await session.RunAsync();
                break;
            case "Paused":
                await session.RunAsync("initial=paused");
                break;
            default:
                await session.RunAsync();
                await DisturbAsync(session, situation);
                return session;
        }
        Assert.That(await session.StatusNameAsync(), Is.EqualTo(situation));
        return session;
    }

    private static async Task DisturbAsync(FelderaSession session, string situation)
    {
        switch (situation)
        {
            case "Suspending":
                await session.AcceptAsync("stop");
                break;
            case "Transaction":
                await session.AcceptAsync("start_transaction");
                break;
            case "Unreachable":
                session.Emulator.Faults.Pipelines.SetReachable("p", false);
                break;
            case "Unavailable":
                session.Emulator.Faults.Pipelines.SetReachable("p", false);
                session.Advance(2.5);
                break;
            case "Stopping":
                await session.AcceptAsync("stop?force=true");
                session.Advance(2.5);
                break;
        }
    }

    private static async Task StandByAsync(FelderaSession session)
    {
        JsonNode storage = JsonNode.Parse("""{"backend": {"name": "file", "config": {"sync": {"bucket": "b"}}}}""")!;
        await session.CreateAsync(runtimeConfig: new JsonObject { ["storage"] = storage });
        session.Advance(20);
        await session.RunAsync("initial=standby");
    }

    private static async Task ChangeProgramAsync(FelderaSession session)
    {
        await session.RunAsync();
        await session.AcceptAsync("stop");
        session.Advance(10);
        await session.CreateAsync("CREATE TABLE other (id INT)");
        session.Advance(20);
    }
}
