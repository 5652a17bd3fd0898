using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Runtime;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Data out as a stream (Feldera protocol §10).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class EgressTests
{
    private static readonly TimeSpan Processing = new FelderaTimings().Processing;

    [Test]
    public async Task Changes_of_a_view_come_in_numbered_chunks()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        using StreamedLines view = await OpenAsync(session, "names?format=json&array=true");
        await session.IngestAsync("{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":\"b\"}");
        session.Clock.Advance(Processing);
        JsonNode first = await NextAsync(view);
        Assert.That(((long?)first["sequence_number"], (bool?)first["snapshot"]), Is.EqualTo((0L, false)));
        Assert.That(first["json_data"]!.ToJsonString(), Is.EqualTo("""[{"insert":{"name":"a"}},{"insert":{"name":"b"}}]"""));

        await session.IngestAsync("""{"delete":{"id":1,"name":"a"}}""", "format=json");
        session.Clock.Advance(Processing);
        JsonNode second = await NextAsync(view);
        Assert.That((long?)second["sequence_number"], Is.EqualTo(1));
        Assert.That(second["json_data"]!.ToJsonString(), Is.EqualTo("""[{"delete":{"name":"a"}}]"""));
    }

    [Test]
    public async Task A_row_that_is_replaced_goes_before_the_other_comes()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync(
            "running", program: "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR); CREATE VIEW v AS SELECT * FROM t;");
        using StreamedLines view = await OpenAsync(session, "v?format=json&array=true");
        await session.IngestAsync("{\"id\":1,\"name\":\"a\"}\n{\"id\":1,\"name\":\"b\"}");
        session.Clock.Advance(Processing);
        Assert.That(
            (await NextAsync(view))["json_data"]!.ToJsonString(),
            Is.EqualTo("""[{"insert":{"id":1,"name":"a"}},{"delete":{"id":1,"name":"a"}},{"insert":{"id":1,"name":"b"}}]"""));
    }

    [TestCase(true, 100)]
    [TestCase(false, 64)]
    public void Without_backpressure_a_client_that_falls_behind_misses_chunks(bool hasBackpressure, int kept)
    {
        var view = new Relation(SqlName.Plain("v"), [], false, []);
        var subscription = new EgressSubscription(view, hasBackpressure);
        for (int i = 0; i < 100; i++)
            subscription.Send([]);
        var numbers = new List<long>();
        while (subscription.Chunks.TryRead(out EgressChunk? chunk))
            numbers.Add(chunk.SequenceNumber);
        subscription.Send([]);
        Assert.That(subscription.Chunks.TryRead(out EgressChunk? next), Is.True);
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, kept)));
        Assert.That(next!.SequenceNumber, Is.EqualTo(100), "a gap shows what was missed");
    }

    [Test]
    public async Task A_snapshot_comes_first_when_it_is_asked_for()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("{\"id\":1}");
        session.Clock.Advance(Processing);
        using StreamedLines view = await OpenAsync(session, "v?format=json&array=true&send_snapshot=true");
        JsonNode snapshot = await NextAsync(view);
        Assert.That((bool?)snapshot["snapshot"], Is.True);
        Assert.That(snapshot["json_data"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await session.PostAsync("egress/names?format=json&send_snapshot=true")).ErrorCode, Is.EqualTo("InvalidParam"));
    }

    [Test]
    public async Task Csv_comes_as_text_with_weights()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        using StreamedLines view = await OpenAsync(session, "v?format=csv");
        await session.IngestAsync("""{"weight":2,"data":{"id":1,"name":"a,b"}}""", "format=json&update_format=weighted");
        session.Clock.Advance(Processing);
        Assert.That((string?)(await NextAsync(view))["text_data"], Is.EqualTo("1,\"a,b\",2\n"));
    }

    [Test]
    public async Task An_empty_chunk_keeps_a_silent_stream_alive()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        using StreamedLines view = await OpenAsync(session, "v?format=json&array=true");
        for (int number = 0; number < 2; number++)
        {
            await session.Clock.WhenTimerWaitsAsync(TimeSpan.FromSeconds(3));
            session.Advance(3);
            JsonNode chunk = await NextAsync(view);
            Assert.That((long?)chunk["sequence_number"], Is.EqualTo(number));
            Assert.That(chunk.AsObject().ContainsKey("json_data"), Is.False);
        }
    }

    [Test]
    public async Task A_stream_ends_with_the_process()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        using StreamedLines view = await OpenAsync(session, "v?format=json&array=true");
        session.Emulator.Faults.Pipelines.PanicWorker("p");
        Assert.That(await view.NextAsync(), Is.Null);
    }

    [Test]
    public async Task Results_in_a_transaction_come_with_its_commit()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        using StreamedLines view = await OpenAsync(session, "v?format=json&array=true");
        await session.AcceptAsync("start_transaction");
        await session.IngestAsync("{\"id\":1}");
        session.Clock.Advance(Processing);
        await session.IngestAsync("{\"id\":2}");
        session.Clock.Advance(Processing);
        await session.AcceptAsync("commit_transaction");
        session.Clock.Advance(Processing);
        Assert.That((await NextAsync(view))["json_data"]!.AsArray(), Has.Count.EqualTo(2));
    }

    private static Task<StreamedLines> OpenAsync(FelderaSession session, string view) =>
        StreamedLines.OpenAsync(session, "POST", $"/v0/pipelines/p/egress/{view}");

    private static async Task<JsonNode> NextAsync(StreamedLines lines) => JsonNode.Parse((await lines.NextAsync())!)!;
}
