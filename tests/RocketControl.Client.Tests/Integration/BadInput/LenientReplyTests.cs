using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>Values that nobody expects, in replies that can be used all the same.</summary>
[TestFixture]
internal sealed class LenientReplyTests : EmulatorTests
{
    private const string Status = "rrext_get_task_status";

    [TestCase("99")]
    [TestCase("\"RUNNING\"")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("3.5")]
    public async Task A_state_that_nobody_knows_is_unknown_and_kept(string state)
    {
        var run = await StartRunAsync();
        Server.Faults.On(Status).Once().RewriteReply(reply => reply["body"]!["state"] = JsonNode.Parse(state));

        var status = await Client.GetTaskStatusAsync(run).Soon();

        Assert.That(status.State, Is.EqualTo(RunState.Unknown));
        Assert.That(status.IsTerminal, Is.False);
        Assert.That(status.RawState, Is.EqualTo(state.Trim('"')));
    }

    [Test]
    public async Task A_status_full_of_wrong_types_is_a_status_without_them()
    {
        var run = await StartRunAsync();
        Server.Faults.On(Status).Once().RewriteReply(reply => reply["body"] = JsonNode.Parse(
            """
            {"state":3,"status":7,"completed":"no","startTime":"now","endTime":-1,"exitCode":"0","exitMessage":[],"totalCount":1.5,"completedCount":null,
             "failedCount":99999999999999999999,"errors":"none","warnings":[1,null,"kept"],"project_id":5,"source":[]}
            """));

        var status = await Client.GetTaskStatusAsync(run).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Running));
            Assert.That(status.Detail, Is.Empty);
            Assert.That(status.StartedAt, Is.Null);
            Assert.That((status.Total, status.Processed, status.FailedCount), Is.EqualTo(((long?)null, (long?)null, (long?)null)));
            Assert.That(status.Errors, Is.Empty);
            Assert.That(status.Warnings, Is.EqualTo(new[] { "kept" }));
            Assert.That(status.Run.Source, Is.EqualTo(run.Source));
        });
    }

    [Test]
    public async Task An_event_that_holds_a_NaN_is_read_all_the_same()
    {
        var run = await StartRunAsync();
        Server.Faults.OnEvent("apaevt_status_update").PutNaN("metrics.cpu_percent");
        var wait = Client.WaitAsync(run);
        await Server.WaitForRequestAsync("rrext_monitor").Soon();

        await NewClient().TerminateAsync(run).Soon();

        Assert.That((await wait.Soon()).State, Is.EqualTo(RunState.Stopped));
    }

    [TestCase("not JSON at all")]
    [TestCase("""{"type":"event"}""")]
    [TestCase("""{"type":"event","event":"apaevt_status_update","body":[]}""")]
    [TestCase("""{"type":"event","event":"apaevt_status_update","body":{"__id":7}}""")]
    public async Task Events_that_cannot_be_read_do_not_end_a_watch(string frame)
    {
        var run = await StartRunAsync();
        var garbage = Server.Faults.OnEvent("apaevt_status_update").ReplaceWithText(frame);
        await using var watch = Client.WatchAsync(run).GetAsyncEnumerator();
        await watch.MoveNextAsync().Soon();
        var stop = Server.Faults.Tasks.HoldStops();
        var termination = NewClient().TerminateAsync(run);
        await stop.Reached.Soon();

        garbage.Dispose();
        stop.Release();
        await termination.Soon();
        RunStatus? last = null;
        while (await watch.MoveNextAsync().Soon())
            last = (watch.Current as RunStatusChanged)?.Status ?? last;

        Assert.That(garbage.Hits, Is.GreaterThan(0));
        Assert.That(last?.State, Is.EqualTo(RunState.Stopped));
    }

    [Test]
    public async Task Events_that_come_twice_are_no_news()
    {
        var run = await StartRunAsync();
        Server.Faults.OnEvent("apaevt_status_update").Duplicate(3);
        var states = new List<string>();

        await WatchAsync().Soon();

        Assert.That(states, Is.EqualTo(states.Distinct()));
        Assert.That(states[^1], Does.StartWith("Cancelled"));

        async Task WatchAsync()
        {
            await foreach (var next in Client.WatchAsync(run))
            {
                if (next is RunStatusChanged { Status: var status })
                    states.Add($"{status.State} {status.Detail} {status.Total} {status.Processed}");
                if (states.Count == 1)
                    await Client.TerminateAsync(run);
            }
        }
    }

    [Test]
    public async Task A_result_full_of_wrong_types_is_a_result_without_them()
    {
        var run = await StartRunAsync();
        Server.Faults.On("rrext_process", "close").Once().RewriteReply(reply => reply["body"] = JsonNode.Parse(
            """{"name":7,"path":null,"objectId":[],"result_types":{"text":"text","gone":"text","odd":5},"text":["a",1,null,"b"],"odd":{}}"""));

        var result = await Client.SendAsync(run, "text").Soon();

        Assert.Multiple(() =>
        {
            Assert.That((result.Name, result.Path, result.ObjectId), Is.EqualTo(("", "", "")));
            Assert.That(result.ResultTypes.Keys, Is.EqualTo(new[] { "text" }));
            Assert.That(result.Texts, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(result.Results["text"].GetArrayLength(), Is.EqualTo(4));
        });
    }

    [Test]
    public async Task Replies_in_the_opposite_order_find_their_callers()
    {
        var run = await StartRunAsync();
        Server.Faults.On("rrext_process", "close").ReverseReplies(10);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Client.SendAsync(run, $"text {i}"))).Soon();

        Assert.That(results.Select(result => result.Texts.Single()), Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"text {i}\n\n")));
    }
}
