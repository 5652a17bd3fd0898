using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class KnownRunsTests
{
    private readonly KnownRuns _runs = new();

    [Test]
    public void A_token_that_somebody_typed_is_not_known() => Assert.That(_runs.Find("tk_1"), Is.Null);

    [Test]
    public void A_run_is_remembered_under_its_token()
    {
        var known = _runs.GetOrAdd("tk_1");

        Assert.That(_runs.GetOrAdd("tk_1"), Is.SameAs(known).And.SameAs(_runs.Find("tk_1")));
        Assert.That(_runs.GetOrAdd("TK_1"), Is.Not.SameAs(known));
        Assert.That(known.WasSeen, Is.False);
    }

    [Test]
    public void A_started_run_was_seen()
    {
        _runs.Begin("tk_1");

        Assert.That(_runs.Find("tk_1")!.WasSeen);
    }

    [Test]
    public void A_start_makes_a_token_that_was_only_typed_a_run_that_was_seen()
    {
        _runs.GetOrAdd("tk_1");

        _runs.Begin("tk_1");

        Assert.That(_runs.Find("tk_1")!.WasSeen);
    }

    [Test]
    public void A_start_under_the_token_of_a_live_run_keeps_what_is_in_work()
    {
        _runs.Begin("tk_1");
        _runs.Find("tk_1")!.Sends.TryEnter();

        _runs.Begin("tk_1");

        Assert.That(_runs.Find("tk_1")!.Sends.Close(), Is.EqualTo(1));
    }

    [Test]
    public void A_start_after_a_termination_begins_anew()
    {
        _runs.Begin("tk_1");
        var before = _runs.Find("tk_1")!;
        before.Sends.Close();
        before.NoteTerminated();

        _runs.Begin("tk_1");

        var after = _runs.Find("tk_1")!;
        Assert.That((after.TerminatedByUs, after.TerminationAsked, after.Sends.TryEnter()), Is.EqualTo((false, false, true)));
    }

    [Test]
    public void A_start_after_the_end_begins_anew()
    {
        _runs.GetOrAdd("tk_1").Note(Status(RunState.Stopped));

        _runs.Begin("tk_1");

        Assert.That(_runs.Find("tk_1")!.IsOver, Is.False);
    }

    [Test]
    public void A_status_tells_whether_a_run_is_over()
    {
        var known = _runs.GetOrAdd("tk_1");
        known.Note(Status(RunState.Running));
        Assert.That((known.WasSeen, known.IsOver), Is.EqualTo((true, false)));

        known.Note(Status(RunState.Failed));
        Assert.That(known.IsOver);

        known.Note(Status(RunState.Starting));
        Assert.That(known.IsOver, Is.False, "it was restarted");
    }

    [Test]
    public void Runs_that_are_over_are_forgotten_when_there_are_too_many()
    {
        for (var i = 0; i < 10_000; i++)
            _runs.GetOrAdd($"tk_{i}").Note(Status(i % 2 == 0 ? RunState.Stopped : RunState.Running));

        _runs.GetOrAdd("one more");

        Assert.Multiple(() =>
        {
            Assert.That(_runs.Find("tk_0"), Is.Null);
            Assert.That(_runs.Find("tk_1"), Is.Not.Null);
            Assert.That(_runs.Find("one more"), Is.Not.Null);
        });
    }

    private static RunStatus Status(RunState state) =>
        new() { Run = SampleRun.Bare, State = state, ObservedAt = DateTimeOffset.UnixEpoch, Source = RunStatusSource.Native };
}
