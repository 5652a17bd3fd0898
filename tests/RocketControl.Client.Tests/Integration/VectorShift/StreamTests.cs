using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.VectorShift;

/// <summary>What the stream of a run may look like (VectorShift protocol §2).</summary>
[TestFixture]
internal sealed class StreamTests : VectorShiftTests
{
    private const string First = "data: {\"type\":\"stream\",\"run_id\":\"r1\",\"output_name\":\"a\",\"output_value\":\"x\"}\n\n";
    private const string Result = "data: {\"type\":\"result\",\"run_id\":\"r1\",\"output_name\":\"a\",\"output_value\":\"xyz\"}\n\n";

    [Test]
    public async Task An_end_mark_ends_the_run_and_the_reading()
    {
        Stream(First + "data: [DONE]\n\n" + "data: {\"type\":\"stream\",\"run_id\":\"r1\",\"output_name\":\"late\",\"output_value\":1}\n\n");

        var run = await StartAsync();

        Assert.That((await OutputsOfAsync(run).Soon()).Select(output => output.Name), Is.EqualTo(new[] { "a" }));
        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Completed));
    }

    [Test]
    public async Task Comments_unknown_types_and_things_that_are_no_objects_are_ignored()
    {
        Stream(
            ": welcome\n\n" + "event: ping\ndata: {}\n\n" + "data: 17\n\n" + "data: not JSON\n\n" + "id: 5\nretry: 10\n\n" + First
            + "data: {\"type\":\"thought\",\"run_id\":\"r1\",\"output_name\":\"secret\",\"output_value\":1}\n\n" + ": bye\n" + Result);

        var run = await StartAsync();

        Assert.That((await OutputsOfAsync(run).Soon()).Select(output => output.Text), Is.EqualTo(new[] { "x", "xyz" }));
        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Completed));
    }

    [TestCase("\r\n")]
    [TestCase("\r")]
    public async Task Any_line_end_will_do(string lineEnd)
    {
        Stream((First + Result).ReplaceLineEndings(lineEnd));

        var run = await StartAsync();

        Assert.That((await OutputsOfAsync(run).Soon()).Select(output => output.Text), Is.EqualTo(new[] { "x", "xyz" }));
    }

    [TestCase("event: error\ndata: {\"error\":\"quota used up\"}\n\n")]
    [TestCase("event: error\ndata: quota used up\n\n")]
    [TestCase("data: {\"type\":\"error\",\"run_id\":\"r1\",\"message\":\"quota used up\"}\n\n")]
    [TestCase("data: {\"type\":\"result\",\"run_id\":\"r1\",\"status\":\"failed\",\"error\":\"quota used up\"}\n\n")]
    public async Task An_error_in_the_stream_fails_the_run(string error)
    {
        Stream(First + error + Result);

        var run = await StartAsync();

        var end = await Client.WaitAsync(run).Soon();
        Assert.That((end.State, end.Error), Is.EqualTo((RunState.Failed, "quota used up")));
        Assert.That((await Fails.With<RunFailedException>(() => OutputsOfAsync(run))).Message, Does.Contain("quota used up"));
    }

    [Test]
    public async Task An_error_before_the_run_is_named_fails_the_start()
    {
        Stream("event: error\ndata: {\"error\":\"no credits\"}\n\n");

        var exception = await Client.UseAsync(Pipeline("endless")).FailsWith<RunStartFailedException>();

        Assert.That(exception.ServerMessage, Is.EqualTo("no credits"));
    }

    [TestCase("cancelled")]
    [TestCase("terminated")]
    public async Task A_stream_may_say_that_the_run_was_cancelled(string word)
    {
        Stream(First + $$"""data: {"type":"result","run_id":"r1","status":"{{word}}"}""" + "\n\n");

        var run = await StartAsync();

        var end = await Client.WaitAsync(run).Soon();
        Assert.That((end.State, end.RawState), Is.EqualTo((RunState.Cancelled, word)));
    }

    [Test]
    public async Task Several_outputs_may_come_in_one_event()
    {
        Stream("data: {\"type\":\"result\",\"run_id\":\"r1\",\"outputs\":{\"a\":1,\"b\":[2]},\"status\":\"success\"}\n\n");

        var run = await StartAsync();

        Assert.That((await OutputsOfAsync(run).Soon()).Select(output => (output.Name, output.Text)), Is.EqualTo(new[] { ("a", "1"), ("b", "[2]") }));
        Assert.That((await Client.WaitAsync(run).Soon()).RawState, Is.EqualTo("result"));
    }

    [TestCase("data: {\"type\":\"result\",\"run_id\":\"r1\",\"output_name\":\"a\",\"output_value\":\"xyz\"}")]
    [TestCase("data: {\"type\":\"result\",\"run_id\":\"r1\",\"output_name\":\"a\",\"output_value\":\"xyz\"}\n")]
    [TestCase("da")]
    public async Task An_event_that_is_cut_off_at_the_end_is_noticed(string cutOff)
    {
        Stream(First + cutOff);

        var run = await StartAsync();

        var exception = await Client.WaitAsync(run).FailsWith<RunConnectionLostException>();
        var status = await Client.GetTaskStatusAsync(run).Soon();
        Assert.Multiple(() =>
        {
            Assert.That(exception.Message, Does.Contain("in the middle of an event"));
            Assert.That(status.State, Is.EqualTo(RunState.Running));
            Assert.That((status.IsReachable, status.IsStale, status.Source), Is.EqualTo((false, true, RunStatusSource.Remembered)));
        });
    }

    [Test]
    public async Task An_event_that_is_too_long_is_not_taken_in()
    {
        Stream(First + "data: " + new string('x', 5000) + "\n\n");
        var transport = NewTransport(ClientOptions with { MaxEventBytes = 2048 });
        var client = new RunControlClient(transport);

        var run = await client.UseAsync(Pipeline("endless")).Soon();

        Assert.That((await client.WaitAsync(run).FailsWith<RunConnectionLostException>()).Message, Does.Contain("more than 2,048 bytes"));
    }

    [Test]
    public async Task A_stream_that_never_names_the_run_may_have_cost_money()
    {
        Stream("data: {\"type\":\"stream\",\"output_name\":\"a\",\"output_value\":1}\n\n");

        var exception = await Client.UseAsync(Pipeline("endless")).FailsWith<RunProtocolException>();

        Assert.That(exception.OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_server_that_does_not_stream_answers_with_the_whole()
    {
        Server.Faults.On("POST", Route("endless", "run")).AnswerWith(200, """{"status":"success","run_id":"r9","outputs":{"a":"b"}}""");

        var run = await StartAsync();

        Assert.That(run.Id, Is.EqualTo("endless/r9"));
        Assert.That((await OutputsOfAsync(run).Soon()).Single().Text, Is.EqualTo("b"));
        Assert.That((await Client.WaitAsync(run).Soon()).State, Is.EqualTo(RunState.Completed));
    }

    [Test]
    public async Task A_server_that_does_not_stream_may_say_failed_with_200()
    {
        Server.Faults.On("POST", Route("endless", "run")).AnswerWith(200, """{"status":"failed","error":"no"}""");

        var exception = await Client.UseAsync(Pipeline("endless")).FailsWith<RunFailedException>();

        Assert.That(exception.ServerMessage, Is.EqualTo("no"));
    }

    [TestCase("<html>", "text/html")]
    [TestCase("[]", "application/json")]
    [TestCase("{}", "application/json")]
    public async Task An_answer_that_is_neither_stream_nor_object_is_no_run(string body, string type)
    {
        Server.Faults.On("POST", Route("endless", "run")).AnswerWith(200, body, type);

        var exception = await Client.UseAsync(Pipeline("endless")).FailsWith<RunProtocolException>();

        Assert.That(exception.OutcomeUnknown, Is.True);
    }

    [Test]
    public async Task A_slow_reader_is_told_what_it_missed()
    {
        Stream(First + string.Concat(Enumerable.Range(1, 20).Select(_ => First)) + Result);
        var transport = NewTransport(ClientOptions with { EventBufferSize = 4 });
        var client = new RunControlClient(transport);
        var run = await client.UseAsync(Pipeline("endless")).Soon();
        await client.WaitAsync(run).Soon();

        var seen = new List<RunEvent>();
        await foreach (var next in client.WatchAsync(run))
            seen.Add(next);

        Assert.That(seen[0], Is.InstanceOf<RunStatusChanged>());
        Assert.That(seen.OfType<RunEventsDropped>().Single().Count, Is.EqualTo(20));
        Assert.That(seen[^1], Is.InstanceOf<RunStatusChanged>().With.Property("Status").Property("IsTerminal").True);
    }

    [Test]
    public async Task A_stream_that_is_cut_off_loses_the_end_of_the_run()
    {
        Server.Faults.On("POST", Route("endless", "run")).DropInsideReply(ConnectionDrop.Reset);

        var exception = await Client.UseAsync(Pipeline("endless")).FailsWith<RunConnectionLostException>();

        Assert.That(exception.OutcomeUnknown, Is.True);
        Assert.That(CountRequests(Route("endless", "run")), Is.EqualTo(1), "a run is never sent twice");
    }
}
