using System.Text;
using System.Text.Json;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.Runs;

[TestFixture]
internal sealed class StatusReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);

    [TestCase("""{"state":0}""", RunState.Pending)]
    [TestCase("""{"state":0,"status":"Not running"}""", RunState.Stopped)]
    [TestCase("""{"state":1}""", RunState.Starting)]
    [TestCase("""{"state":2}""", RunState.Starting)]
    [TestCase("""{"state":3}""", RunState.Running)]
    [TestCase("""{"state":3,"status":"Not running"}""", RunState.Running)]
    [TestCase("""{"state":3,"completed":true}""", RunState.Running)]
    [TestCase("""{"state":4,"completed":false}""", RunState.Stopping)]
    [TestCase("""{"state":4,"completed":true}""", RunState.Stopping)]
    [TestCase("""{"state":5,"completed":true,"exitCode":0}""", RunState.Completed)]
    [TestCase("""{"state":5,"completed":true,"exitCode":null}""", RunState.Completed)]
    [TestCase("""{"state":5,"completed":true}""", RunState.Completed)]
    [TestCase("""{"state":5,"completed":true,"exitCode":3}""", RunState.Failed)]
    [TestCase("""{"state":5,"completed":false}""", RunState.Stopping)]
    [TestCase("""{"state":6,"completed":true}""", RunState.Stopped)]
    [TestCase("""{"state":6,"completed":true,"exitCode":1}""", RunState.Stopped)]
    [TestCase("""{"state":6,"completed":true,"errors":["boom"]}""", RunState.Failed)]
    [TestCase("""{"state":6,"completed":true,"errors":[]}""", RunState.Stopped)]
    [TestCase("""{"state":6,"completed":false,"status":"Restarting"}""", RunState.Starting)]
    [TestCase("""{"state":6,"completed":false,"status":"Restarting","errors":["old"]}""", RunState.Starting)]
    [TestCase("""{"state":6,"completed":false}""", RunState.Stopping)]
    [TestCase("""{"state":6}""", RunState.Stopping)]
    [TestCase("""{"state":6,"completed":"true"}""", RunState.Stopping)]
    [TestCase("""{"state":7}""", RunState.Unknown)]
    [TestCase("""{"state":-1}""", RunState.Unknown)]
    [TestCase("""{"state":99999999999999}""", RunState.Unknown)]
    [TestCase("""{"state":3.5}""", RunState.Unknown)]
    [TestCase("""{"state":"RUNNING"}""", RunState.Unknown)]
    [TestCase("""{"state":null}""", RunState.Unknown)]
    [TestCase("""{"state":{}}""", RunState.Unknown)]
    public void A_state_means(string status, RunState state)
    {
        var read = Read(status);

        Assert.That(read.State, Is.EqualTo(state));
        Assert.That(read.IsTerminal, Is.EqualTo(state is RunState.Completed or RunState.Failed or RunState.Cancelled or RunState.Stopped));
    }

    [TestCase("""{"state":6,"completed":true}""", RunState.Cancelled)]
    [TestCase("""{"state":6,"completed":true,"errors":["boom"]}""", RunState.Cancelled)]
    [TestCase("""{"state":6,"completed":false}""", RunState.Stopping)]
    [TestCase("""{"state":5,"completed":true}""", RunState.Completed)]
    [TestCase("""{"state":3}""", RunState.Running)]
    public void After_our_own_termination_a_state_means(string status, RunState state) =>
        Assert.That(Read(status, terminatedByUs: true).State, Is.EqualTo(state));

    [TestCase("3", "3")]
    [TestCase("-1", "-1")]
    [TestCase("\"RUNNING\"", "RUNNING")]
    [TestCase("null", "null")]
    [TestCase("3.5", "3.5")]
    public void The_raw_state_is_kept_in_the_server_s_words(string state, string raw) =>
        Assert.That(Read($$"""{"state":{{state}}}""").RawState, Is.EqualTo(raw));

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("3")]
    [TestCase("""{"status":"ready"}""")]
    public void Without_a_state_it_is_no_status(string status) =>
        Assert.That(
            TaskStatusReader.Read(Encoding.UTF8.GetBytes(status), SampleRun.Bare, false, Now, RunStatusSource.Native), Is.Null);

    [Test]
    public void A_full_status_gives_all_its_members()
    {
        var status = Read("""
            {"name":"flow.webhook_1","project_id":"p","source":"webhook_1","completed":true,"state":6,"startTime":1780000001.25,"endTime":1780000100.5,
            "status":"Stopped","warnings":["w1","w2"],"errors":["e1","e2"],"totalCount":5000000000,"completedCount":7,"failedCount":2,"exitCode":1,
            "exitMessage":"The engine broke"}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(status.Detail, Is.EqualTo("Stopped"));
            Assert.That(status.StartedAt, Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(1780000001.25)));
            Assert.That(status.EndedAt, Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(1780000100.5)));
            Assert.That(status.Warnings, Is.EqualTo(new[] { "w1", "w2" }));
            Assert.That(status.Errors, Is.EqualTo(new[] { "e1", "e2" }));
            Assert.That((status.Total, status.Processed, status.FailedCount), Is.EqualTo(((long?)5_000_000_000, (long?)7, (long?)2)));
            Assert.That(status.ExitCode, Is.EqualTo(1));
            Assert.That(status.Error, Is.EqualTo("The engine broke"));
            Assert.That(status.ObservedAt, Is.EqualTo(Now));
            Assert.That(status.Source, Is.EqualTo(RunStatusSource.Native));
            Assert.That(status.IsReachable);
            Assert.That(status.Progress, Is.Null);
            Assert.That(status.Raw.GetProperty("name").GetString(), Is.EqualTo("flow.webhook_1"));
        });
    }

    [Test]
    public void Without_an_exit_message_the_newest_error_tells_what_went_wrong() =>
        Assert.That(Read("""{"state":6,"completed":true,"errors":["old","new"],"exitMessage":""}""").Error, Is.EqualTo("new"));

    [TestCase("""{"state":3,"errors":["e"],"exitMessage":"m"}""")]
    [TestCase("""{"state":6,"completed":true,"errors":[],"exitMessage":"Stopped"}""")]
    [TestCase("""{"state":5,"completed":true,"errors":["e"]}""")]
    public void Only_a_failed_run_has_an_error(string status) => Assert.That(Read(status).Error, Is.Null);

    [TestCase("""{"state":3,"exitCode":0}""", null)]
    [TestCase("""{"state":4,"completed":true,"exitCode":0}""", null)]
    [TestCase("""{"state":6,"completed":true,"exitCode":null}""", null)]
    [TestCase("""{"state":6,"completed":true,"exitCode":"0"}""", null)]
    [TestCase("""{"state":6,"completed":true,"exitCode":99999999999}""", null)]
    [TestCase("""{"state":6,"completed":true,"exitCode":-9}""", -9)]
    public void An_exit_code_is_there_once_the_run_is_over(string status, int? exitCode) => Assert.That(Read(status).ExitCode, Is.EqualTo(exitCode));

    [TestCase("null")]
    [TestCase("0")]
    [TestCase("0.0")]
    [TestCase("-5")]
    [TestCase("1e300")]
    [TestCase("253402300800")]
    [TestCase("\"1780000001\"")]
    [TestCase("[]")]
    public void An_absurd_time_counts_as_none(string time) => Assert.That(Read($$"""{"state":3,"startTime":{{time}}}""").StartedAt, Is.Null);

    [TestCase("253402300799.99997")]
    [TestCase("1e-7")]
    public void A_time_at_the_edge_does_no_harm(string time) => Assert.That(Read($$"""{"state":3,"startTime":{{time}}}""").StartedAt, Is.Not.Null);

    [Test]
    public void Members_of_a_wrong_type_count_as_missing()
    {
        var status = Read("""
            {"state":3,"status":7,"errors":"none","warnings":[1,null,"w",{}],"totalCount":"3","completedCount":1.5,"failedCount":null,"source":3,
            "project_id":[],"completed":1}
            """);

        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(RunState.Running));
            Assert.That(status.Detail, Is.Empty);
            Assert.That(status.Errors, Is.Empty);
            Assert.That(status.Warnings, Is.EqualTo(new[] { "w" }));
            Assert.That((status.Total, status.Processed, status.FailedCount), Is.EqualTo(((long?)null, (long?)null, (long?)null)));
            Assert.That((status.Run.Source, status.Run.ProjectId, status.Run.DisplayId), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
        });
    }

    [Test]
    public void A_bare_run_is_completed_by_its_status()
    {
        var run = Read("""{"state":3,"project_id":"p","source":"webhook_1"}""").Run;

        Assert.That((run.Id, run.ProjectId, run.Source, run.DisplayId), Is.EqualTo((SampleRun.Token, "p", "webhook_1", "8f14e45f.webhook_1")));
    }

    [Test]
    public void What_is_known_of_a_run_is_not_overwritten()
    {
        var status = TaskStatusReader.Read(
            """{"state":3,"project_id":"other","source":"other"}"""u8.ToArray(), SampleRun.Started, false, Now, RunStatusSource.Stream)!;

        Assert.That(status.Run, Is.EqualTo(SampleRun.Started));
        Assert.That(status.Source, Is.EqualTo(RunStatusSource.Stream));
    }

    [Test]
    public void The_raw_answer_outlives_the_frame_and_can_be_read_by_many_at_once()
    {
        var status = Read("""{"state":3,"notes":[{"a":1}]}""");

        var texts = new string[64];
        Parallel.For(0, texts.Length, i => texts[i] = status.Raw.GetProperty("notes").GetRawText());

        Assert.That(texts, Is.All.EqualTo("""[{"a":1}]"""));
    }

    [Test]
    public void A_status_made_by_hand_has_no_raw_answer() =>
        Assert.That(
            new RunStatus { Run = SampleRun.Bare, State = RunState.Running, ObservedAt = Now, Source = RunStatusSource.Remembered }.Raw.ValueKind,
            Is.EqualTo(JsonValueKind.Undefined));

    private static RunStatus Read(string status, bool terminatedByUs = false) => TaskStatusReader.Read(
        Encoding.UTF8.GetBytes(status), SampleRun.Bare, terminatedByUs, Now, RunStatusSource.Native)!;
}
