using System.Net;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Checkpoints (Feldera protocol §6).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class CheckpointTests
{
    [Test]
    public async Task A_checkpoint_is_made_in_the_background()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply requested = await session.AcceptAsync("checkpoint");
        string status = $"checkpoint_status?incarnation_uuid={requested["incarnation_uuid"]}";
        Assert.That((int?)requested["checkpoint_sequence_number"], Is.EqualTo(1));
        Assert.That((await session.GetAsync(status))["success"], Is.Null);
        session.Advance(1);
        Assert.That((int?)(await session.GetAsync(status))["success"], Is.EqualTo(1));

        JsonArray stored = (await session.GetAsync("checkpoints")).Body!.AsArray();
        Assert.That(stored, Has.Count.EqualTo(1));
        Assert.That(stored[0]!["fingerprint"]!.GetValue<ulong>(), Is.GreaterThan(long.MaxValue));
        Assert.That((int?)(await session.AcceptAsync("checkpoint"))["checkpoint_sequence_number"], Is.EqualTo(2));
    }

    [Test]
    public async Task A_checkpoint_can_fail()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        session.Emulator.Faults.Pipelines.FailNextCheckpoint("no space left");
        await session.AcceptAsync("checkpoint");
        session.Advance(1);
        JsonNode failure = (await session.GetAsync("checkpoint_status"))["failure"]!;
        Assert.That(((int?)failure["sequence_number"], (string?)failure["error"]), Is.EqualTo((1, "no space left")));
    }

    [Test]
    public async Task A_checkpoint_waits_for_a_transaction()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("start_transaction");
        await session.AcceptAsync("checkpoint");
        session.Advance(10);
        Assert.That((await session.GetAsync("checkpoint_status"))["success"], Is.Null);
        await session.AcceptAsync("commit_transaction");
        session.Advance(2);
        Assert.That((int?)(await session.GetAsync("checkpoint_status"))["success"], Is.EqualTo(1));
    }

    [Test]
    public async Task The_status_of_another_incarnation_is_refused()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        string incarnation = (string)(await session.AcceptAsync("checkpoint"))["incarnation_uuid"]!;
        session.Emulator.Faults.Pipelines.RestartProcess("p");
        session.Advance(5);
        foreach (string route in new[] { "checkpoint_status", "checkpoint/sync_status" })
        {
            FelderaReply reply = await session.GetAsync($"{route}?incarnation_uuid={incarnation}");
            Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "IncarnationUuidMismatch")));
        }
    }

    [Test]
    public async Task A_forced_stop_loses_what_came_after_the_last_checkpoint()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("{\"id\":1}");
        session.Advance(1);
        await session.AcceptAsync("checkpoint");
        session.Advance(1);
        await session.IngestAsync("{\"id\":2}");
        session.Advance(1);
        await session.AcceptAsync("stop?force=true");
        session.Advance(10);
        await session.RunAsync();
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.EqualTo(new[] { "{\"id\":1}" }));
    }

    [Test]
    public async Task A_graceful_stop_loses_nothing_and_clearing_everything()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("{\"id\":1}");
        await session.AcceptAsync("stop?force=false");
        session.Advance(10);
        await session.RunAsync();
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.EqualTo(new[] { "{\"id\":1}" }));
        await session.AcceptAsync("stop?force=true");
        session.Advance(10);
        await session.AcceptAsync("clear");
        session.Advance(10);
        await session.RunAsync();
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.Empty);
    }

    [Test]
    public async Task Only_what_was_killed_is_replayed([Values] bool force)
    {
        var faultTolerant = new JsonObject { ["fault_tolerance"] = new JsonObject { ["model"] = "exactly_once" } };
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running", runtimeConfig: faultTolerant);
        await session.AcceptAsync($"stop?force={(force ? "true" : "false")}");
        session.Advance(10);
        await session.RunAsync();
        Assert.That(session.Emulator.Transitions.Any(taken => taken.To == "Replaying"), Is.EqualTo(force));
    }

    [Test]
    public async Task A_checkpoint_is_synchronized_in_the_background()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply none = await session.PostAsync("checkpoint/sync");
        Assert.That((none.Status, none.ErrorCode), Is.EqualTo((HttpStatusCode.NotFound, "NoCheckpoints")));
        await session.AcceptAsync("checkpoint");
        session.Advance(1);
        FelderaReply requested = await session.AcceptAsync("checkpoint/sync");
        Assert.That(requested.Status, Is.EqualTo(HttpStatusCode.Accepted));
        session.Advance(1);
        string uuid = (string)requested["checkpoint_uuid"]!;
        Assert.That((string?)(await session.GetAsync("checkpoint/sync_status"))["success"], Is.EqualTo(uuid));
        Assert.That((string?)(await session.GetAsync("checkpoints/remote")).Body![0]!["uuid"], Is.EqualTo(uuid));
    }

    [TestCase("checkpoint")]
    [TestCase("checkpoint/sync")]
    [TestCase("activate")]
    public async Task The_open_source_edition_cannot_do_that(string action)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running", FelderaEdition.OpenSource);
        FelderaReply reply = await session.PostAsync(action);
        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((HttpStatusCode.NotImplemented, "EnterpriseFeature")));
    }

    [Test]
    public async Task Without_storage_there_are_no_checkpoints()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running", runtimeConfig: new JsonObject { ["storage"] = null });
        FelderaReply reply = await session.PostAsync("checkpoint");
        Assert.That(reply.Text, Does.Contain("StorageRequired"));
        Assert.That((string?)(await session.GetAsync("stats"))["suspend_error"]!["Permanent"]![0], Is.EqualTo("StorageRequired"));
    }
}
