using RocketControl.Client.Browser.Tests.Support;
using RunDashboard.Runs;

namespace RocketControl.Client.Browser.Tests;

internal sealed class RunBoardTests
{
    private StubClient _client = null!;
    private StubSystem _system = null!;
    private RunBoard _board = null!;

    [SetUp]
    public void Create()
    {
        _client = new StubClient();
        _system = new StubSystem(_client);
        _board = new RunBoard(TimeProvider.System);
    }

    [TearDown]
    public async Task DisposeAsync()
    {
        await _board.DisposeAsync();
        await _system.DisposeAsync();
        await _client.DisposeAsync();
    }

    [Test]
    public async Task A_follower_that_was_away_is_told_the_newest_only()
    {
        _board.Show(_system, _client.Run, "run");
        await using var follower = _board.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        await follower.MoveNextAsync();
        for (var processed = 1; processed <= 3; processed++)
            await _client.TellAsync(RunState.Running, processed);

        await follower.MoveNextAsync();

        Assert.That(follower.Current.Runs.Select(run => run.Processed), Is.EqualTo(new long?[] { 3 }));
    }

    [Test]
    public async Task A_run_that_was_found_is_shown_once_it_is_seen_alive()
    {
        _board.TryShowFound(_system, _client.Run, "run");
        Assert.That(_board.Snapshot().Ids, Is.Empty);

        await _client.TellAsync(RunState.Running);

        Assert.That(_board.Snapshot().Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_is_on_the_board_once_whoever_tells_of_it()
    {
        var first = _board.Show(_system, _client.Run, "run");
        await _client.TellAsync(RunState.Running);

        Assert.That(_board.Show(_system, _client.Run with { Instance = "i" }, "the same"), Is.SameAs(first));
    }

    [Test]
    public void Not_more_than_200_runs_are_watched_that_others_have_started()
    {
        var shown = Enumerable.Range(1, 201).Select(id => _board.TryShowFound(_system, new Run(RunBackend.Feldera, $"{id}"), "run")).ToList();

        Assert.That((shown.Count(isShown => isShown), shown[^1]), Is.EqualTo((200, false)));
    }

    [Test]
    public async Task A_new_run_under_the_id_of_one_that_is_over_is_another()
    {
        var first = _board.Show(_system, _client.Run, "run");
        await _client.TellAsync(RunState.Completed);

        Assert.That(_board.Show(_system, _client.Run, "run"), Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_run_that_the_server_forgot_is_lost_and_can_be_cleared()
    {
        var run = _board.Show(_system, _client.Run, "run");
        await _client.TellAsync(RunState.Running);
        await using var follower = _board.FollowAsync(CancellationToken.None).GetAsyncEnumerator();
        await follower.MoveNextAsync();
        _client.Forget();

        await follower.MoveNextAsync();

        Assert.That(
            follower.Current.Runs,
            Has.One.Matches<RunView>(view => view is { StateText: "Lost", IsOver: true, CanTerminate: false, Problem: "There is no such run." }));
        _board.ClearOver();
        Assert.That(_board.Find(run.Id), Is.Null);
    }

    [Test]
    public async Task The_id_that_controls_a_run_is_not_told()
    {
        _board.Show(_system, _client.Run, "run");
        await _client.TellAsync(RunState.Running);

        Assert.That(_board.Snapshot().Runs.Single().ToString(), Does.Contain("shown").And.Not.Contain(_client.Run.Id));
    }

    [Test]
    public async Task An_end_that_is_asked_for_or_accepted_is_no_end_yet()
    {
        var run = _board.Show(_system, _client.Run, "run");
        await _client.TellAsync(RunState.Running);

        _board.Change(run, known => known.End = new EndRequest(IsAccepted: false));
        var asked = _board.Snapshot().Runs.Single();
        _board.Change(run, known => known.End = new EndRequest(IsAccepted: true));
        var accepted = _board.Snapshot().Runs.Single();
        await _client.TellAsync(RunState.Cancelled);
        var down = _board.Snapshot().Runs.Single();

        Assert.That(
            new[] { asked, accepted, down }.Select(view => (view.State, view.StateText, view.IsOver)),
            Is.EqualTo(new[] { ("stopping", "Stopping (asked for)", false), ("stopping", "Stopping (accepted)", false), ("cancelled", "Cancelled", true) }));
    }
}
