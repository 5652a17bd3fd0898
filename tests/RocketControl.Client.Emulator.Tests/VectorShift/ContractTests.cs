using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.VectorShift;

/// <summary>What the published contract and documents promise, looked at with a plain HTTP client (VectorShift protocol §1, §2, §3).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ContractTests
{
    [Test]
    public async Task A_streamed_run_names_itself_in_every_event_and_ends_with_results()
    {
        await using var session = await VectorShiftSession.StartAsync();

        using var stream = await session.StreamAsync("echo", """{"a":"Grüße","b":[1]}""");
        string[] events = (await stream.ReadToEndAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        string id = session.Server.Runs.Single().Id;
        Assert.That(events, Is.EqualTo(new[]
        {
            $$"""data: {"type":"stream","run_id":"{{id}}","output_name":"a","output_value":"Grüße"}""",
            $$"""data: {"type":"stream","run_id":"{{id}}","output_name":"b","output_value":[1]}""",
            $$"""data: {"type":"result","run_id":"{{id}}","output_name":"a","output_value":"Grüße"}""",
            $$"""data: {"type":"result","run_id":"{{id}}","output_name":"b","output_value":[1]}""",
        }));
    }

    [Test]
    public async Task A_failed_run_ends_its_stream_with_an_error()
    {
        await using var session = await VectorShiftSession.StartAsync(new() { SendsDone = true });

        using var stream = await session.StreamAsync("failing");
        string[] events = (await stream.ReadToEndAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.That(events, Is.EqualTo(new[]
        {
            $"event: error\ndata: {{\"run_id\":\"{session.Server.Runs.Single().Id}\",\"error\":\"node llm_1 failed\"}}",
            "data: [DONE]",
        }));
    }

    [Test]
    public async Task A_plain_run_answers_at_its_end()
    {
        await using var session = await VectorShiftSession.StartAsync();

        var good = await session.PostAsync("pipeline/echo/run", """{"inputs":{"a":1}}""");
        var bad = await session.PostAsync("pipeline/failing/run", """{"inputs":{}}""");

        Assert.Multiple(() =>
        {
            Assert.That(good.Status, Is.EqualTo(200));
            Assert.That((string?)good.Body!["status"], Is.EqualTo("success"));
            Assert.That(good.Body["outputs"]!.ToJsonString(), Is.EqualTo("""{"a":1}"""));
            Assert.That(bad.Status, Is.EqualTo(200));
            Assert.That((string?)bad.Body!["status"], Is.EqualTo("failed"));
        });
    }

    [Test]
    public async Task Many_runs_answer_in_their_order()
    {
        await using var session = await VectorShiftSession.StartAsync();

        var (_, body) = await session.PostAsync("pipeline/echo/bulk_run", """{"runs":[{"inputs":{"a":1}},{"inputs":{"a":2}}]}""");

        Assert.That(body!["run_outputs"]!.AsArray().Select(run => (int)run!["outputs"]!["a"]!), Is.EqualTo(new[] { 1, 2 }));
    }

    [TestCase(null, "Missing authorization header")]
    [TestCase("Basic abc", "Invalid authorization header format")]
    [TestCase("Bearer wrong", "Invalid API key")]
    public async Task A_request_without_the_key_is_refused_in_the_contract_s_words(string? header, string error)
    {
        await using var session = await VectorShiftSession.StartAsync();
        session.Headers.Authorization = header is null ? null : AuthenticationHeaderValue.Parse(header);

        var (status, body) = await session.PostAsync("pipeline/echo/terminate", """{"run_id":"r"}""");

        Assert.That(status, Is.EqualTo(401));
        Assert.That(body!.ToJsonString(), Is.EqualTo($$"""{"error":"{{error}}"}"""), "the one error without a status");
    }

    [Test]
    public async Task A_run_is_terminated_once()
    {
        await using var session = await VectorShiftSession.StartAsync();
        string id = await session.StartEndlessAsync();

        var first = await session.PostAsync("pipeline/endless/terminate", $$"""{"run_id":"{{id}}"}""");
        var second = await session.PostAsync("pipeline/endless/terminate", $$"""{"run_id":"{{id}}"}""");

        Assert.Multiple(() =>
        {
            Assert.That((first.Status, first.Body!.ToJsonString()), Is.EqualTo((200, """{"status":"success"}""")));
            Assert.That((second.Status, second.Body!.ToJsonString()), Is.EqualTo((400, """{"status":"failed","error":"run is not running"}""")));
            Assert.That(session.Server.Runs.Single().State, Is.EqualTo(VectorShiftEmulatedRunState.Cancelled));
        });
    }

    [TestCase(VectorShiftRefusal.BadRequest, 400, """{"status":"failed","error":"run is not running"}""")]
    [TestCase(VectorShiftRefusal.FailedReply, 200, """{"status":"failed"}""")]
    [TestCase(VectorShiftRefusal.ServerError, 500, """{"status":"failed","error":"internal error"}""")]
    [TestCase(VectorShiftRefusal.Success, 200, """{"status":"success"}""")]
    public async Task What_the_documents_leave_open_can_be_chosen(VectorShiftRefusal refusal, int status, string body)
    {
        await using var session = await VectorShiftSession.StartAsync(new() { OnFinishedRun = refusal });
        await session.PostAsync("pipeline/echo/run", "{}");

        var answer = await session.PostAsync("pipeline/echo/terminate", $$"""{"run_id":"{{session.Server.Runs.Single().Id}}"}""");

        Assert.That((answer.Status, answer.Body!.ToJsonString()), Is.EqualTo((status, body)));
    }

    [TestCase("pipeline/echo/terminate", "{}", 400, "run_id is required")]
    [TestCase("pipeline/echo/pause", "{}", 400, "run_id is required")]
    [TestCase("pipeline/echo/resume", """{"run_id":"r"}""", 400, "run_ids is required")]
    [TestCase("pipeline/echo/terminate", """{"run_id":"nobody"}""", 400, "run not found")]
    [TestCase("pipeline/nowhere/run", "{}", 400, "pipeline not found")]
    [TestCase("pipeline/echo/run", "{", 400, "invalid JSON")]
    [TestCase("pipeline/echo/run", "[]", 400, "invalid body")]
    [TestCase("pipeline/echo/run", """{"inputs":[]}""", 400, "inputs must be an object")]
    [TestCase("pipeline/echo/bulk_run", "{}", 400, "runs must be an array")]
    [TestCase("pipeline/echo/bulk-run", "{}", 404, "no such route")]
    public async Task A_request_that_makes_no_sense_is_refused(string route, string body, int status, string error)
    {
        await using var session = await VectorShiftSession.StartAsync();

        var answer = await session.PostAsync(route, body);

        Assert.That((answer.Status, (string?)answer.Body!["status"], (string?)answer.Body["error"]), Is.EqualTo((status, "failed", error)));
    }

    [Test]
    public async Task A_paused_run_gives_nothing_until_it_is_resumed()
    {
        var ready = new SemaphoreSlim(0);
        var go = new SemaphoreSlim(0);
        var pipeline = new VectorShiftEmulatedPipeline("steps", async (run, over) =>
        {
            await run.EmitAsync("step", 1, over);
            ready.Release();
            await go.WaitAsync(over);
            await run.EmitAsync("step", 2, over);
        });
        await using var session = await VectorShiftSession.StartAsync(new() { Pipelines = [pipeline] });
        using var stream = await session.StreamAsync("steps");
        await ready.WaitAsync();
        string id = session.Server.Runs.Single().Id;

        var paused = await session.PostAsync("pipeline/steps/pause", $$"""{"run_id":"{{id}}"}""");
        var again = await session.PostAsync("pipeline/steps/pause", $$"""{"run_id":"{{id}}"}""");
        go.Release();
        VectorShiftEmulatedRunState meanwhile = session.Server.Runs.Single().State;
        var resumed = await session.PostAsync("pipeline/steps/resume", $$"""{"run_ids":["{{id}}"]}""");
        string events = await stream.ReadToEndAsync();

        Assert.Multiple(() =>
        {
            Assert.That((paused.Status, again.Status, resumed.Status), Is.EqualTo((200, 200, 200)), "again is as good as once");
            Assert.That(meanwhile, Is.EqualTo(VectorShiftEmulatedRunState.Paused));
            Assert.That(events, Does.Contain("\"output_value\":2"));
        });
    }

    [Test]
    public async Task Pipelines_are_listed_and_fetched_by_one_name_only()
    {
        await using var session = await VectorShiftSession.StartAsync(new() { Pipelines = [VectorShiftEmulatedPipeline.Echo("p1") with { Name = "First" }] });

        var ids = await session.GetAsync("pipelines");
        var all = await session.GetAsync("pipelines?verbose=true");
        var one = await session.GetAsync("pipeline?name=First");
        var both = await session.GetAsync("pipeline?name=First&id=p1");
        var none = await session.GetAsync("pipeline?id=p2");

        Assert.Multiple(() =>
        {
            Assert.That(ids.Body!.ToJsonString(), Is.EqualTo("""{"status":"success","object_ids":["p1"]}"""));
            Assert.That(all.Body!["objects"]!.ToJsonString(), Is.EqualTo("""[{"id":"p1","name":"First","description":""}]"""));
            Assert.That((string?)one.Body!["object"]!["id"], Is.EqualTo("p1"));
            Assert.That((both.Status, none.Status), Is.EqualTo((400, 404)));
        });
    }

    [Test]
    public async Task There_is_no_route_for_the_status_unless_it_is_asked_for()
    {
        await using var documented = await VectorShiftSession.StartAsync();
        await using var extended = await VectorShiftSession.StartAsync(new() { StatusRoute = "pipeline/{pipeline_id}/runs/{run_id}" });
        string id = await extended.StartEndlessAsync();

        Assert.That((await documented.GetAsync("pipeline/endless/runs/r")).Status, Is.EqualTo(404));
        Assert.That((string?)(await extended.GetAsync($"pipeline/endless/runs/{id}")).Body!["status"], Is.EqualTo("running"));
    }

    [Test]
    public async Task Bodies_come_in_three_types()
    {
        await using var session = await VectorShiftSession.StartAsync();
        var form = new FormUrlEncodedContent([KeyValuePair.Create("inputs", """{"a":1}""")]);
        var parts = new MultipartFormDataContent
        {
            { new StringContent("""{"a":1}"""), "inputs" },
            { new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "inputs.picture", "p.png" },
            { new ByteArrayContent([4]), "plain", "q.bin" },
        };

        await session.PostAsync("pipeline/echo/run", form);
        await session.PostAsync("pipeline/echo/run", parts);
        var other = await session.PostAsync("pipeline/echo/run", new StringContent("<a/>", System.Text.Encoding.UTF8, "text/xml"));

        JsonObject withFiles = session.Server.Runs[1].Inputs;
        Assert.Multiple(() =>
        {
            Assert.That(session.Server.Runs[0].Inputs.ToJsonString(), Is.EqualTo("""{"a":1}"""));
            Assert.That((string?)withFiles["picture"]!["raw_bytes"], Is.EqualTo("AQID"));
            Assert.That((string?)withFiles["picture"]!["metadata"]!["mime_type"], Is.EqualTo("image/png"));
            Assert.That((string?)withFiles["plain"]!["metadata"]!["name"], Is.EqualTo("q.bin"));
            Assert.That(other.Status, Is.EqualTo(400));
        });
    }

    [Test]
    public async Task Requests_are_remembered_with_their_bodies_and_faults_strike()
    {
        await using var session = await VectorShiftSession.StartAsync();
        session.Server.Faults.On("POST", "/v1/pipeline/echo/terminate").Once().AnswerWith(418, "{}");

        var answer = await session.PostAsync("pipeline/echo/terminate", """{"run_id":"r"}""");

        Assert.That(answer.Status, Is.EqualTo(418));
        Assert.That((await session.Server.WaitForRequestAsync("POST", "/v1/pipeline/echo/terminate")).Body, Is.EqualTo("""{"run_id":"r"}"""));
    }

    [Test]
    public async Task A_run_goes_on_when_nobody_reads_its_stream_any_more()
    {
        var finish = new TaskCompletionSource();
        var pipeline = new VectorShiftEmulatedPipeline("long", async (run, over) =>
        {
            await run.EmitAsync("a", 1, over);
            await finish.Task.WaitAsync(over);
            for (int count = 0; count < 1000; count++)
                await run.EmitAsync("a", count, over);
        });
        await using var session = await VectorShiftSession.StartAsync(new() { Pipelines = [pipeline] });
        var stream = await session.StreamAsync("long");
        await stream.ReadLineAsync();

        stream.Dispose();
        finish.SetResult();

        await session.Server.Runs.Single().Ended.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(session.Server.Runs.Single().State, Is.EqualTo(VectorShiftEmulatedRunState.Completed));
    }

    [Test]
    public async Task Stopping_ends_the_runs()
    {
        await using var session = await VectorShiftSession.StartAsync();
        await session.StartEndlessAsync();

        await session.Server.DisposeAsync();
        await session.Server.DisposeAsync();

        Assert.That(session.Server.Runs.Single().State, Is.EqualTo(VectorShiftEmulatedRunState.Cancelled));
    }
}
