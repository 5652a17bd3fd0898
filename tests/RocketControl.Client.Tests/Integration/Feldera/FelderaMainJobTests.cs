using System.Text;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Integration.Feldera;

/// <summary>The main job from end to end, and what only Feldera has.</summary>
[TestFixture]
internal sealed class FelderaMainJobTests : FelderaEmulatorTests
{
    [Test]
    public async Task A_pipeline_is_started_fed_asked_watched_and_ended()
    {
        var run = await Client.UseAsync(Pipeline, new UseOptions { Source = "items" }).Soon();
        await Client.SendAsync(run, """{"id":1,"name":"eins"}""" + "\n" + """{"id":2,"name":"zwei"}""").Soon();
        var status = await Client.GetTaskStatusAsync(run).Soon();
        var ids = await IdsAsync().Soon();
        var end = await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true, VerifyInstance = true }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(run.Instance, Is.Not.Null);
            Assert.That((status.State, status.Total, status.Processed), Is.EqualTo((RunState.Running, (long?)2, (long?)2)));
            Assert.That(ids, Is.EquivalentTo(new[] { 1, 2 }), "what was sent is seen, because the send waited for it");
            Assert.That((end.Outcome, end.EffectiveMode, end.FinalStatus!.State), Is.EqualTo((TerminateOutcome.Completed, TerminateMode.Graceful, RunState.Cancelled)));
        });
    }

    [Test]
    public async Task What_was_saved_is_there_after_a_graceful_end_and_a_new_start()
    {
        var run = await StartRunAsync();
        await (await Transport.IngestAsync(run, "items", """{"id":1,"name":"a"}""").Soon()).WaitAsync().Soon();
        await Client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        var again = await Client.UseAsync(FelderaPipeline.Existing("p")).Soon();

        Assert.That(again.Instance, Is.Not.EqualTo(run.Instance));
        Assert.That(await IdsAsync().Soon(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Many_records_stream_in_and_their_changes_out()
    {
        var run = await Client.UseAsync(new FelderaPipeline("p", Sql) { Start = new FelderaStartOptions { Initial = FelderaInitialState.Paused } }).Soon();
        var seen = new HashSet<int>();
        var listening = ListenAsync();
        await Server.WaitForRequestAsync("POST", "/v0/pipelines/p/egress/copies").Soon();
        await Transport.ResumeAndWaitAsync(run).Soon();

        var token = await Transport.IngestAsync(run, "items", RecordsAsync(), ItemContext.Default.Item).Soon();
        await token.WaitAsync().Soon();
        await listening.Soon();

        Assert.That(seen, Has.Count.EqualTo(5_000));

        async Task ListenAsync()
        {
            await foreach (var change in Transport.ListenAsync("p", "copies", ItemContext.Default.Item))
            {
                Assert.That(change.IsInsert);
                if (seen.Add(change.Record.Id) && seen.Count == 5_000)
                    return;
            }
        }

        static async IAsyncEnumerable<Item> RecordsAsync()
        {
            for (var id = 0; id < 5_000; id++)
            {
                yield return new Item(id, "n" + id);
                await Task.Yield();
            }
        }
    }

    [Test]
    public async Task Bad_records_are_listed_and_the_good_ones_are_in()
    {
        var run = await StartRunAsync();

        var exception = await Transport.IngestAsync(run, "items", """{"id":1,"name":"a"}""" + "\n{\"id\":\"no number\"}\n" + """{"id":3,"name":"c"}""")
            .FailsWith<RunPartialInputException>();

        Assert.That(exception.RefusedRecords, Is.Not.Empty);
        var stats = await Transport.WaitForIdleAsync(run, TimeSpan.FromMilliseconds(100)).Soon();
        Assert.That(stats.ProcessedRecords, Is.EqualTo(2));
        Assert.That(await IdsAsync().Soon(), Is.EquivalentTo(new[] { 1, 3 }));
    }

    [Test]
    public async Task A_run_is_halted_and_goes_on()
    {
        var run = await StartRunAsync();

        Assert.That((await Transport.PauseAndWaitAsync(run).Soon()).State, Is.EqualTo(RunState.Paused));
        await Client.SendAsync(run, "{}").FailsWith<RunInvalidStateException>();
        Assert.That((await Transport.ResumeAndWaitAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_transaction_has_its_effect_at_its_end()
    {
        var run = await StartRunAsync();

        var transaction = await Transport.StartTransactionAsync(run).Soon();
        await Transport.StartTransactionAsync(run).FailsWith<RunConflictException>();
        await Transport.IngestAsync(run, "items", """{"id":1,"name":"a"}""").Soon();
        await Transport.CommitTransactionAsync(run, transaction).Soon();

        Assert.That(await IdsAsync().Soon(), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task A_checkpoint_is_made_and_listed()
    {
        var run = await StartRunAsync();

        var checkpoint = await Transport.CheckpointAsync(run).Soon();

        Assert.That((await Transport.GetCheckpointStatusAsync(checkpoint).Soon()).SavedNumber, Is.GreaterThanOrEqualTo(checkpoint.Number));
        Assert.That(await Transport.ListCheckpointsAsync(run).Soon(), Is.Not.Empty);
    }

    [Test]
    public async Task A_query_gives_text_and_hash_and_refuses_what_is_no_sql()
    {
        var run = await StartRunAsync();
        await (await Transport.IngestAsync(run, "items", """{"id":7,"name":"a"}""").Soon()).WaitAsync().Soon();

        Assert.That(await Transport.QueryTextAsync(run, "SELECT * FROM items").Soon(), Does.Contain("7"));
        Assert.That(await Transport.QueryHashAsync(run, "SELECT * FROM items").Soon(), Is.Not.Empty);
        await Transport.QueryTextAsync(run, "SELEKT").FailsWith<RunInvalidArgumentException>();
    }

    [Test]
    public async Task A_query_that_fails_on_the_way_is_no_short_result()
    {
        var run = await StartRunAsync();
        var token = await Transport.IngestAsync(run, "items", Enumerable.Range(0, 5).Select(id => new Item(id, "a")), ItemContext.Default.Item).Soon();
        await token.WaitAsync().Soon();
        Server.Faults.Pipelines.FailNextQuery(2, "out of memory");

        Assert.That(async () => await IdsAsync().Soon(), Throws.InstanceOf<RunControlException>().With.Message.Contains("out of memory"));
    }

    [Test]
    public async Task Logs_events_metrics_and_bundles_can_be_read()
    {
        var run = await StartRunAsync();

        await using var lines = Transport.GetLogsAsync(run).GetAsyncEnumerator();
        Assert.That(await lines.MoveNextAsync().Soon(), Is.True);
        Assert.That(await Transport.GetEventsAsync(run).Soon(), Is.Not.Empty);
        Assert.That(await Transport.GetMetricsAsync(run).Soon(), Is.Not.Empty);
        await using var bundle = await Transport.GetSupportBundleAsync(run).Soon();
        var beginning = new byte[2];
        await bundle.ReadExactlyAsync(beginning).Soon();
        Assert.That(Encoding.ASCII.GetString(beginning), Is.EqualTo("PK"));
    }

    [Test]
    public async Task Everything_is_listed_and_deleted_in_order()
    {
        await StartRunAsync();
        Assert.That((await Client.ListAsync().Soon()).Select(run => run.Name), Is.EqualTo(new[] { "p" }));

        await Transport.DeletePipelineAsync("p").Soon();

        Assert.That(await Client.ListAsync().Soon(), Is.Empty);
    }

    [Test]
    public async Task A_live_pipeline_is_neither_cleared_nor_deleted_nor_replaced()
    {
        await StartRunAsync();

        await Transport.ClearAsync("p").FailsWith<RunInvalidStateException>();
        await Transport.DeletePipelineAsync("p", onlyIfAtRest: true).FailsWith<RunInvalidStateException>();
        await Client.UseAsync(new FelderaPipeline("p", Sql + "CREATE TABLE more (x INT);")).FailsWith<RunAlreadyRunningException>();
    }
}
