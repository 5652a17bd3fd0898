using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Data in (Feldera protocol §9).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class IngressTests
{
    private const string Key = "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR) WITH ('materialized' = 'true')";

    [TestCase("raw", """{"id":1,"name":"a"}""")]
    [TestCase("insert_delete", """{"insert":{"id":1,"name":"a"}}""")]
    [TestCase("weighted", """{"weight":1,"data":{"id":1,"name":"a"}}""")]
    [TestCase("debezium", """{"payload":{"op":"c","before":null,"after":{"id":1,"name":"a"}}}""")]
    [TestCase("snowflake", """{"id":1,"name":"a","__action":"insert","__stream_id":4523666124030717756,"__seq_number":1}""")]
    [TestCase("raw", """[1,"a"]""")]
    public async Task Each_layout_inserts(string layout, string record)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply reply = await session.IngestAsync(record, $"format=json&force=false&update_format={layout}");
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), reply.Text);
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT * FROM v"), Is.EqualTo(new[] { """{"id":1,"name":"a"}""" }));
    }

    [TestCase("insert_delete", """{"delete":{"id":1,"name":"a"}}""")]
    [TestCase("weighted", """{"weight":-1,"data":{"id":1,"name":"a"}}""")]
    [TestCase("debezium", """{"payload":{"op":"d","before":{"id":1,"name":"a"},"after":null}}""")]
    [TestCase("snowflake", """{"id":1,"name":"a","__action":"delete"}""")]
    public async Task Each_layout_but_raw_deletes(string layout, string record)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("""[{"id":1,"name":"a"},{"id":2,"name":"b"}]""", "format=json&array=true&update_format=raw");
        await session.IngestAsync(record, $"format=json&update_format={layout}");
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.EqualTo(new[] { """{"id":2}""" }));
    }

    [Test]
    public async Task Csv_is_the_default_format()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("1,\"a, \"\"b\"\"\"\n2,\n", "");
        session.Advance(1);
        Assert.That(
            (await session.QueryAsync("SELECT * FROM t")).Select(row => (string?)JsonNode.Parse(row)!["name"]), Is.EqualTo(new[] { "a, \"b\"", "" }));
    }

    [Test]
    public async Task A_primary_key_makes_inserts_replace()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running", program: Key);
        await session.IngestAsync("""[{"insert":{"id":1,"name":"a"}},{"insert":{"id":1,"name":"b"}},{"insert":{"id":2,"name":"c"}}]""", "format=json&array=true");
        await session.IngestAsync("""{"delete":{"id":2}}""", "format=json");
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT * FROM t"), Is.EqualTo(new[] { """{"id":1,"name":"b"}""" }));
    }

    [Test]
    public async Task What_cannot_be_read_is_reported_and_the_rest_is_in()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply reply = await session.IngestAsync("{\"id\":1}\n{\"id\":\"x\"}\nnonsense\n{\"id\":4}\n{\"name\":\"y\"}");
        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "ParseErrors")));
        JsonNode details = reply["details"]!;
        Assert.That((int?)details["num_errors"], Is.EqualTo(3));
        Assert.That(details["errors"]!.AsArray().Select(error => (int)error!["event_number"]!), Is.EqualTo(new[] { 2, 3, 5 }));
        Assert.That((string?)details["errors"]![0]!["field"], Is.EqualTo("id"));
        Assert.That((string?)details["errors"]![1]!["invalid_text"], Is.EqualTo("nonsense"));
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.EqualTo(new[] { """{"id":1}""", """{"id":4}""" }));
    }

    [TestCase("""{"weight":1e12,"data":{"id":1}}""")]
    [TestCase("""{"weight":"1","data":{"id":1}}""")]
    [TestCase("""{"weight":1}""")]
    [TestCase("""{"weight":1,"data":{"id":2147483648}}""")]
    [TestCase("""{"weight":1,"data":{"id":1.5}}""")]
    [TestCase("""{"weight":1,"data":[1]}""")]
    [TestCase("""{"weight":1,"data":{"id":1,"name":"\ud800"}}""")]
    [TestCase("7")]
    [TestCase("null")]
    public async Task A_record_that_does_not_fit_is_an_error(string record)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        Assert.That((await session.IngestAsync(record, "format=json&update_format=weighted")).ErrorCode, Is.EqualTo("ParseErrors"));
    }

    [Test]
    public async Task Of_members_with_the_same_name_the_last_one_counts()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.IngestAsync("""{"id":1,"id":2}""");
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.EqualTo(new[] { """{"id":2}""" }));
    }

    [Test]
    public async Task No_more_than_a_thousand_errors_are_listed()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply reply = await session.IngestAsync(string.Concat(Enumerable.Repeat("x\n", 1001)));
        Assert.That((int?)reply["details"]!["num_errors"], Is.EqualTo(1001));
        Assert.That(reply["details"]!["errors"]!.AsArray(), Has.Count.EqualTo(1000));
    }

    [Test]
    public async Task Names_in_quotes_keep_their_case()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync(
            "running", program: "CREATE TABLE \"MyTable\" (id INT) WITH ('materialized' = 'true'); CREATE TABLE Plain (Id INT);");
        Assert.That((await session.IngestAsync("{\"id\":1}", table: "MyTable")).ErrorCode, Is.EqualTo("UnknownInputStream"));
        Assert.That((await session.IngestAsync("{\"id\":1}", table: "%22MyTable%22")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await session.IngestAsync("{\"ID\":1}", table: "PLAIN")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(session.Emulator.ReceivedRequests[^2].RawTarget, Does.Contain("%22MyTable%22"));
    }

    [Test]
    public async Task A_token_tells_whether_the_data_has_been_processed()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        string token = (string)(await session.IngestAsync("{\"id\":1}"))["token"]!;
        string path = $"completion_status?token={Uri.EscapeDataString(token)}";
        FelderaReply early = await session.GetAsync(path);
        Assert.That((early.Status, (string?)early["status"], early["step"]), Is.EqualTo((HttpStatusCode.OK, "inprogress", (JsonNode?)null)));
        session.Advance(1);
        FelderaReply late = await session.GetAsync(path);
        Assert.That((late.Status, (string?)late["status"], (int?)late["step"]), Is.EqualTo((HttpStatusCode.OK, "complete", 1)));

        Assert.That((await session.GetAsync("completion_status?token=x")).ErrorCode, Is.EqualTo("InvalidParam"));
        session.Emulator.Faults.Pipelines.RestartProcess("p");
        session.Advance(5);
        FelderaReply gone = await session.GetAsync(path);
        Assert.That((gone.Status, gone.ErrorCode), Is.EqualTo((HttpStatusCode.Gone, "PipelineRestarted")));
    }

    [Test]
    public async Task Data_for_a_paused_pipeline_waits_until_it_runs()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("paused");
        Task<FelderaReply> waiting = session.IngestAsync("{\"id\":1}", "format=json&update_format=raw");
        await session.Clock.WhenTimerWaitsAsync(TimeSpan.FromSeconds(30));
        await session.AcceptAsync("resume");
        Assert.That((await waiting).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Data_for_a_paused_pipeline_waits_for_thirty_seconds_only()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("paused");
        Task<FelderaReply> waiting = session.IngestAsync("{\"id\":1}", "format=json&update_format=raw");
        await session.Clock.WhenTimerWaitsAsync(TimeSpan.FromSeconds(30));
        session.Advance(29.9);
        Assert.That(waiting.IsCompleted, Is.False);
        session.Advance(0.1);
        FelderaReply reply = await waiting;
        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "PipelineInteractionUnreachable")));
    }

    [Test]
    public async Task Forced_data_is_buffered_by_a_paused_pipeline()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("paused");
        await session.IngestAsync("{\"id\":1}");
        session.Advance(10);
        Assert.That((int?)(await session.GetAsync("stats"))["global_metrics"]!["buffered_input_records"], Is.EqualTo(1));
        Assert.That(await session.QueryAsync("SELECT * FROM t"), Is.Empty);
        await session.AcceptAsync("resume");
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT * FROM t"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_has_come_stays_when_the_connection_breaks()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(session.Emulator.Endpoint.Host, session.Emulator.Endpoint.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /v0/pipelines/p/ingress/t?format=json&update_format=raw HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n{\"id\":1}\n{\"id\":2}\n{\"id\":3"));
            await session.Clock.WhenTimerWaitsAsync(TimeSpan.FromMilliseconds(50)).WaitAsync(RawClient.Deadline);
        }
        session.Advance(1);
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.EqualTo(new[] { """{"id":1}""", """{"id":2}""" }));
    }

    [Test]
    public async Task The_results_of_a_transaction_come_with_its_commit()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        Assert.That((int?)(await session.AcceptAsync("start_transaction"))["transaction_id"], Is.EqualTo(1));
        FelderaReply second = await session.PostAsync("start_transaction");
        Assert.That((second.Status, second.ErrorCode), Is.EqualTo((HttpStatusCode.Conflict, "TransactionInProgress")));
        string token = Uri.EscapeDataString((string)(await session.IngestAsync("{\"id\":1}"))["token"]!);
        session.Advance(10);
        JsonNode open = (await session.GetAsync("stats"))["global_metrics"]!;
        Assert.That(((string?)open["transaction_status"], (int?)open["transaction_id"]), Is.EqualTo(("TransactionInProgress", 1)));
        Assert.That(((int?)open["total_processed_records"], (int?)open["total_completed_records"]), Is.EqualTo((1, 0)));
        Assert.That((string?)(await session.GetAsync($"completion_status?token={token}"))["status"], Is.EqualTo("inprogress"));

        await session.AcceptAsync("commit_transaction");
        session.Advance(1);
        JsonNode committed = (await session.GetAsync("stats"))["global_metrics"]!;
        Assert.That(((string?)committed["transaction_status"], (int?)committed["transaction_id"]), Is.EqualTo(("NoTransaction", 0)));
        Assert.That((string?)(await session.GetAsync($"completion_status?token={token}"))["status"], Is.EqualTo("complete"));
    }
}
