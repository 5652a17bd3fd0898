using System.IO.Pipelines;
using System.Text;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>Data in and out (Feldera protocol §9, §10).</summary>
[TestFixture]
internal sealed class DataTests : FelderaTests
{
    private const string Ingress = "POST v0/pipelines/p/ingress/t";
    private const string Completion = "GET v0/pipelines/p/completion_status";
    private const string Query = "GET v0/pipelines/p/query";
    private const string Egress = "POST v0/pipelines/p/egress/v";

    private static readonly Run Table = Run with { Source = "t" };

    [TestCase("text/plain", "{\"x\":1}\n", "format=json&force=false&array=false&update_format=raw")]
    [TestCase("application/x-ndjson", "{\"x\":1}\n", "format=json&force=false&array=false&update_format=raw")]
    [TestCase("application/json", "{\"x\":1}", "format=json&force=false&array=false&update_format=raw")]
    [TestCase("application/json; charset=utf-8", " \n[{\"x\":1}]", "format=json&force=false&array=true&update_format=raw")]
    [TestCase("text/csv", "1,2\n", "format=csv&force=false")]
    [TestCase("application/vnd.apache.parquet", "PAR1", "format=parquet&force=false")]
    [TestCase("application/avro", "Obj", "format=avro&force=false")]
    public async Task The_mime_type_tells_the_form(string mimeType, string data, string query)
    {
        Taking();

        var result = await SendAsync(data, mimeType);

        Assert.That(Server.Targets, Does.Contain($"{Ingress}?{query}"));
        Assert.That(Server.Received.Single(request => request.Fits(Ingress)).Text, Is.EqualTo(data), "with the beginning that was looked at");
        Assert.That((result.Name, result.ObjectId, result.IsEmpty), Is.EqualTo(("t", "token1", true)));
        Assert.That(result.EmptyReason, Does.Contain("view"));
    }

    [Test]
    public async Task A_type_that_tells_nothing_is_refused_before_anything_is_sent()
    {
        await FailureAsync<RunInvalidArgumentException>(SendAsync("x", "application/octet-stream"));
        await FailureAsync<RunInvalidArgumentException>(
            Transport.SendAsync(Table, RunContent.FromText("x"), new() { MimeType = "text/plain", Provider = "chat" }, CancellationToken.None));

        Assert.That(Server.Received, Is.Empty);
    }

    [Test]
    public async Task The_only_table_is_looked_up_once()
    {
        Taking();
        Server.On(Status + "?selector=all", WithTables("""{"name":"t","case_sensitive":false}"""));

        await PassAsync(SendAsync(Run));
        await PassAsync(SendAsync(Run));

        Assert.That(Server.Count(Status + "?selector=all"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_table_whose_name_is_quoted_keeps_its_quotes()
    {
        Taking();
        Server.On(Status + "?selector=all", WithTables("""{"name":"MyTable","case_sensitive":true}"""))
            .On("POST v0/pipelines/p/ingress/%22MyTable%22", """{"token":"token1"}""");

        await PassAsync(SendAsync(Run));

        Assert.That(Server.Count("POST v0/pipelines/p/ingress/%22MyTable%22"), Is.EqualTo(1));
    }

    [Test]
    public async Task Several_tables_are_listed_so_that_one_can_be_chosen()
    {
        Server.On(Status + "?selector=all", WithTables("""{"name":"a"},{"name":"b"}"""));

        var exception = await FailureAsync<RunInvalidArgumentException>(SendAsync(Run));

        Assert.That(exception.Message, Does.Contain("a, b").And.Contain("Source"));
    }

    [Test]
    public async Task Data_is_never_sent_twice_even_if_it_surely_did_not_arrive()
    {
        Server.On(Status, Pipeline()).On(StatsAddress, Stats()).On(Ingress, Error("PipelineInteractionUnreachable", "Failed to connect to host"), 503);

        var exception = await FailureAsync<RunUnavailableException>(Transport.IngestAsync("p", "t", "{}"));

        Assert.That(Server.Count(Ingress), Is.EqualTo(1));
        Assert.That(exception.OutcomeUnknown, Is.False, "but the caller may");
    }

    [Test]
    public async Task Data_that_the_server_took_in_part_tells_so()
    {
        Server.On(Status, Pipeline()).On(Ingress, Error("ParseErrors", "m", """{"num_errors":1,"errors":[{"description":"no int","event_number":2}]}"""), 400);

        var exception = await FailureAsync<RunPartialInputException>(Transport.IngestAsync("p", "t", "{}"));

        Assert.That((exception.RefusedCount, exception.RefusedRecords.Single().Number), Is.EqualTo((1L, (long?)2)));
        Assert.That(exception.Message, Does.Contain("do not send the whole again"));
    }

    [TestCase("Paused", "Paused", typeof(RunInvalidStateException))]
    [TestCase("Stopped", "Stopped", typeof(RunNotRunningException))]
    [TestCase("Stopping", "Stopped", typeof(RunNotRunningException))]
    [TestCase("Running", "Suspended", typeof(RunNotRunningException))]
    [TestCase("Initializing", "Running", typeof(RunNotReadyException))]
    [TestCase("AwaitingApproval", "Running", typeof(RunNotReadyException))]
    public void A_pipeline_that_takes_no_data_is_told_at_once_and_not_after_thirty_seconds(string status, string desired, Type expected)
    {
        Server.On(Status, Pipeline(status, desired));

        Assert.That(async () => await Transport.IngestAsync("p", "t", "{}").Soon(), Throws.TypeOf(expected));
        Assert.That(Server.Count(Ingress), Is.Zero);
    }

    [Test]
    public async Task A_paused_pipeline_takes_data_by_force()
    {
        Taking();
        Server.On(Status, Pipeline("Paused"));

        var how = new FelderaIngestOptions { Force = true, UpdateFormat = FelderaUpdateFormat.InsertDelete, Array = true, JsonFlavor = "pandas" };

        await Transport.IngestAsync("p", "t", "{}", how).Soon();

        Assert.That(Server.Targets[^1], Is.EqualTo($"{Ingress}?format=json&force=true&array=true&update_format=insert_delete&json_flavor=pandas"));
    }

    [Test]
    public async Task An_upload_without_progress_is_given_up_and_says_that_a_part_may_have_arrived()
    {
        var pipe = new Pipe();
        Server.On(Status, Pipeline()).On(Ingress, """{"token":"token1"}""");
        await pipe.Writer.WriteAsync("{}"u8.ToArray());

        var call = Transport.IngestAsync("p", "t", pipe.Reader.AsStream());
        await Server.WhenReceivedAsync(Status);
        await Time.PassAsync(TimeSpan.FromSeconds(35));

        var exception = await call.FailureAsync<RunTimeoutException>();
        Assert.That(exception.OutcomeUnknown, Is.True);
        Assert.That(exception.Message, Does.Contain("look before you send it again"));
    }

    [Test]
    public async Task Records_are_written_one_a_line()
    {
        Taking();

        await Transport.IngestAsync("p", "t", [new Point(1, "ä"), new Point(2, "b")], PointContext.Default.Point).Soon();

        Assert.That(Server.Received[^1].Text, Is.EqualTo("{\"X\":1,\"Name\":\"\\u00E4\"}\n{\"X\":2,\"Name\":\"b\"}\n"));
    }

    [Test]
    public async Task A_record_that_cannot_be_had_says_how_many_came_before()
    {
        Taking();

        var exception = await FailureAsync<RunContentException>(Transport.IngestAsync("p", "t", Broken(), PointContext.Default.Point));

        Assert.That(exception.Message, Does.Contain("Behind 1 records").And.Contain("the source broke"));
        Assert.That(exception.OutcomeUnknown, Is.True);

        static async IAsyncEnumerable<Point> Broken()
        {
            yield return new Point(1, "a");
            await Task.CompletedTask;
            throw new IOException("the source broke");
        }
    }

    [Test]
    public async Task A_token_can_be_awaited_and_the_body_decides_not_the_status()
    {
        Server.On(Status, Pipeline()).On(Ingress, """{"token":"token1"}""");
        Server.On(Completion, """{"status":"inprogress"}""").On(Completion, """{"status":"inprogress","step":3}""").On(Completion, """{"status":"complete"}""");
        var token = await Transport.IngestAsync("p", "t", "{}").Soon();

        Assert.That(await token.IsProcessedAsync().Soon(), Is.False);
        await PassAsync(AwaitAsync());

        Assert.That(Server.Count(Completion), Is.EqualTo(3));
        Assert.That(Server.Targets[^1], Is.EqualTo(Completion + "?token=token1"));

        async Task AwaitAsync() => await token;
    }

    [Test]
    public async Task A_token_of_a_process_that_was_replaced_is_gone()
    {
        Server.On(Completion, Error("PipelineRestarted"), 410);

        await FailureAsync<RunGoneException>(Transport.GetCompletionToken("p", "token1").WaitAsync());
    }

    [Test]
    public async Task A_token_of_a_pipeline_that_was_stopped_is_not_waited_for()
    {
        Server.On(Completion, Error("PipelineInteractionNotDeployed"), 503);

        var exception = await FailureAsync<RunNotRunningException>(Transport.GetCompletionToken("p", "token1").WaitAsync());

        Assert.That(exception.OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_token_that_never_completes_ends_with_the_deadline()
    {
        Server.On(Completion, """{"status":"inprogress"}""");

        await FailureAsync<RunTimeoutException>(Transport.GetCompletionToken("p", "token1").WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task A_commit_is_compared_with_what_is_open_and_waited_for()
    {
        Server.On("POST v0/pipelines/p/start_transaction", """{"transaction_id":-7}""").On("POST v0/pipelines/p/commit_transaction", "\"ok\"")
            .On(StatsAddress, Stats(more: ",\"transaction_id\":-7,\"transaction_status\":\"TransactionInProgress\""))
            .On(StatsAddress, Stats(more: ",\"transaction_id\":-7,\"transaction_status\":\"TransactionInProgress\""))
            .On(StatsAddress, Stats(more: ",\"transaction_id\":-7,\"transaction_status\":\"CommitInProgress\""))
            .On(StatsAddress, Stats(more: ",\"transaction_id\":0,\"transaction_status\":\"NoTransaction\""));

        var transaction = await Transport.StartTransactionAsync("p").Soon();
        await FailureAsync<RunInvalidStateException>(Transport.CommitTransactionAsync("p", 3));
        await PassAsync(Transport.CommitTransactionAsync("p", transaction));

        Assert.That((transaction, Server.Count(StatsAddress)), Is.EqualTo((-7L, 4)));
    }

    [Test]
    public async Task Rows_come_as_they_are_and_an_error_behind_them_is_none()
    {
        Server.On(Query, "{\"x\":1}\n{\"x\":2}\n{\"message\":\"division by zero\",\"error_code\":\"AdHocQueryError\",\"details\":null}\n", "application/x-ndjson", 200);
        var rows = new List<int>();

        var exception = await FailureAsync<RunInvalidArgumentException>(ReadAsync());

        Assert.That(rows, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(exception.Message, Does.Contain("division by zero"));

        async Task ReadAsync()
        {
            await foreach (var row in Transport.QueryAsync("p", "SELECT 1 % 2"))
                rows.Add(row.GetProperty("x").GetInt32());
        }
    }

    [Test]
    public async Task Rows_that_were_cut_off_are_told()
    {
        Server.On(Query, "{\"x\":1}\n{\"x\":", "application/x-ndjson", 200);

        await FailureAsync<RunProtocolException>(ReadAsync());

        async Task ReadAsync()
        {
            await foreach (var _ in Transport.QueryAsync("p", "SELECT 1"))
                continue;
        }
    }

    [TestCase("+---+\n| x |\n+---+\nERROR: out of memory\n")]
    [TestCase("ERROR: out of memory")]
    public async Task An_error_in_a_text_is_no_text(string text)
    {
        Server.On(Query, text, "text/plain", 200);

        Assert.That((await FailureAsync<RunServerException>(Transport.QueryTextAsync("p", "SELECT 1"))).ServerMessage, Is.EqualTo("out of memory"));
    }

    [Test]
    public async Task Changes_come_with_the_gaps_between_them()
    {
        const string stream = """
            {"sequence_number":3,"snapshot":true,"json_data":[{"insert":{"X":1,"Name":"a"}}]}
            {"sequence_number":4,"snapshot":false}

            {"sequence_number":4,"json_data":[{"delete":{"X":1,"Name":"a"}},{"insert":{"X":2,"Name":"b"}}]}
            {"sequence_number":8,"json_data":[{"insert":{"X":3,"Name":"c"}}]}
            """;
        Server.On(Egress, stream, "application/json", 200);

        var changes = new List<FelderaChange<Point>>();
        await foreach (var change in Transport.ListenAsync("p", "v", PointContext.Default.Point, sendSnapshot: true))
            changes.Add(change);

        Assert.That(changes.Select(change => (change.Record.X, change.IsInsert, change.IsSnapshot, change.Missed)), Is.EqualTo(new[]
        {
            (1, true, true, 0L), (1, false, false, 0L), (2, true, false, 0L), (3, true, false, 3L),
        }));
        Assert.That(Server.Targets.Single(), Is.EqualTo(Egress + "?format=json&array=true&send_snapshot=true&backpressure=true"));
    }

    [Test]
    public async Task A_stream_of_changes_without_a_sign_of_life_is_dead()
    {
        var pipe = new Pipe();
        Server.On(Egress, (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(pipe.Reader.AsStream()) }));

        await using var reading = Transport.ListenAsync("p", "v").GetAsyncEnumerator();
        var next = reading.MoveNextAsync().AsTask();
        await Time.PassAsync(TimeSpan.FromSeconds(15));

        await next.FailureAsync<RunTimeoutException>();
    }

    [Test]
    public async Task Log_lines_are_bounded()
    {
        Server.On("GET v0/pipelines/p/logs", "one\r\n" + new string('x', 100_000) + "\nlast", "text/plain", 200);
        var lines = new List<string>();

        await foreach (var line in Transport.GetLogsAsync("p"))
            lines.Add(line);

        Assert.That(lines.Select(line => line.Length), Is.EqualTo(new[] { 3, 65_536, 4 }));
    }

    [TestCase(200, true)]
    [TestCase(503, false)]
    public async Task A_server_that_is_not_well_answers_too(int status, bool isHealthy)
    {
        var word = isHealthy ? "true" : "false";
        Server.On("GET v0/cluster_healthz", $$$"""{"all_healthy":{{{word}}},"api":{"healthy":true},"runner":{"healthy":{{{word}}}}}""", status);

        var health = await Transport.GetHealthAsync().Soon();

        Assert.That((health.IsHealthy, string.Join(',', health.Unhealthy)), Is.EqualTo((isHealthy, isHealthy ? "" : "runner")));
    }

    [TestCase("Enterprise", CapabilitySupport.Native)]
    [TestCase("Open source", CapabilitySupport.Conditional)]
    [TestCase("Something new", CapabilitySupport.Conditional)]
    public async Task The_edition_tells_what_can_be_done(string edition, CapabilitySupport support)
    {
        Server.On("GET v0/config", $$"""{"edition":"{{edition}}","version":"0.337.0"}""");
        Assert.That(Transport.Capabilities[RunCapability.TerminateGraceful].Support, Is.EqualTo(CapabilitySupport.Conditional));

        await Transport.GetConfigurationAsync().Soon();

        Assert.That(Transport.Capabilities[RunCapability.TerminateGraceful].Support, Is.EqualTo(support));
    }

    [Test]
    public async Task A_new_key_is_shown_once_and_never_by_itself()
    {
        Server.On("POST v0/api_keys", """{"id":"1","name":"n","api_key":"apikey:secret"}""", 201);

        var key = await Transport.CreateApiKeyAsync("n", canWrite: false).Soon();

        Assert.That(key.Secret, Is.EqualTo("apikey:secret"));
        Assert.That(key.ToString(), Does.Not.Contain("secret"));
        Assert.That(Server.Received.Single().Text, Does.Contain("\"role\":\"read\""));
    }

    private void Taking() => Server.On(Status + "?selector=status", Pipeline()).On(StatsAddress, Stats())
        .On(Ingress, """{"token":"token1"}""").On(Completion + "?token=token1", """{"status":"complete"}""");

    private static string WithTables(string inputs) => Pipeline(more: $",\"program_info\":{{\"schema\":{{\"inputs\":[{inputs}],\"outputs\":[]}}}}");

    private Task<SendResult> SendAsync(string data, string mimeType) => Transport.SendAsync(
        Table, RunContent.FromBytes(Encoding.UTF8.GetBytes(data)), new SendOptions { MimeType = mimeType }, CancellationToken.None);

    private Task<SendResult> SendAsync(Run run) => Transport.SendAsync(
        run, RunContent.FromText("{}"), new SendOptions { MimeType = MimeTypes.Text }, CancellationToken.None);
}
