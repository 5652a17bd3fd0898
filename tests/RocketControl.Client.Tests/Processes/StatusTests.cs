using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Processes;

namespace RocketControl.Client.Tests.Processes;

[TestFixture]
internal sealed class StatusTests
{
    private const string Status = $"GET status/{ProcessScene.Id}";
    private const string Forgotten = """{"success":false,"error":"Process 12345 not found"}""";
    private const string NotSerializable = """{"error":"Server error: Object of type Popen is not JSON serializable"}""";
    private const string Dashboard =
        """{"processes":[{"pid":12345,"command":"python train.py","status":"paused","progress_percent":"12.5%","last_output":"epoch 1"}]}""";

    [TestCase("running", RunState.Running)]
    [TestCase("paused", RunState.Paused)]
    [TestCase("terminated", RunState.Cancelled)]
    [TestCase("sleeping", RunState.Unknown)]
    public async Task The_servers_word_becomes_a_state_and_stays(string word, RunState state)
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("running", word)));

        var status = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(status.State, Is.EqualTo(state));
            Assert.That(status.RawState, Is.EqualTo(word));
            Assert.That(status.Progress, Is.EqualTo(0.5));
            Assert.That(status.Detail, Is.EqualTo("epoch 1"));
            Assert.That(status.StartedAt, Is.EqualTo(new DateTimeOffset(2024, 1, 1, 12, 0, 0, 250, TimeSpan.Zero)));
            Assert.That(status.Source, Is.EqualTo(RunStatusSource.Native));
            Assert.That(status.Run.Instance, Is.EqualTo(new ProcessIdentity("python train.py", 1704110400.25).ToInstance()));
        });
    }

    [Test]
    public async Task A_process_that_was_seen_and_is_forgotten_has_completed()
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status()).On(Status, Forgotten, 404);
        await scene.Client.AttachAsync(ProcessScene.Id).Soon();

        var status = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        Assert.That((status.State, status.ExitCode, status.Source), Is.EqualTo((RunState.Completed, (int?)null, RunStatusSource.Remembered)));
    }

    [Test]
    public async Task A_process_that_was_never_seen_is_not_found()
    {
        await using var scene = new ProcessScene().On(Status, Forgotten, 404);

        await scene.Client.GetTaskStatusAsync(ProcessScene.Id).FailsWith<RunNotFoundException>();
    }

    [Test]
    public async Task A_process_that_cannot_be_serialized_is_found_on_the_dashboard_from_then_on()
    {
        await using var scene = new ProcessScene().On(Status, NotSerializable, 500).On("GET dashboard", Dashboard);

        var first = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();
        await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        Assert.That((first.State, first.Progress), Is.EqualTo((RunState.Paused, 0.125)));
        Assert.That((scene.Count(Status), scene.Count("GET list"), scene.Count("GET dashboard")), Is.EqualTo((1, 0, 2)));
    }

    [Test]
    public async Task The_500_proves_that_the_process_exists_even_without_a_dashboard()
    {
        await using var scene = new ProcessScene().On(Status, NotSerializable, 500).On(Status, Forgotten, 404).OnPage("GET dashboard");

        var hidden = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();
        var gone = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        Assert.That((hidden.State, hidden.IsTerminal, hidden.IsStale), Is.EqualTo((RunState.Unknown, false, true)));
        Assert.That(gone.State, Is.EqualTo(RunState.Completed));
    }

    [Test]
    public async Task Absent_routes_are_asked_for_once()
    {
        await using var scene = new ProcessScene().WithoutSiblings();

        await scene.Client.AttachAsync(ProcessScene.Id).Soon();
        var status = await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon();

        Assert.That((status.State, status.Source, status.IsStale), Is.EqualTo((RunState.Unknown, RunStatusSource.Remembered, true)));
        Assert.That(scene.Http.Targets, Has.Count.EqualTo(3).And.Unique);
    }

    [Test]
    public async Task Without_a_status_route_the_list_tells()
    {
        await using var scene = new ProcessScene().OnPage(Status)
            .On("GET list", $$$"""{"success":true,"active_processes":{"12345":{{{ProcessScene.Entry}}}},"total_count":1}""");

        Assert.That((await scene.Client.GetTaskStatusAsync(ProcessScene.Id).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_watch_of_what_cannot_be_asked_about_ends_at_once()
    {
        await using var scene = new ProcessScene().WithoutSiblings();

        await scene.Client.WaitAsync(ProcessScene.Id).FailsWith<RunNotSupportedException>();
    }

    [Test]
    public async Task A_wait_leaves_the_dashboard_two_seconds()
    {
        await using var scene = new ProcessScene().On(Status, NotSerializable, 500).On("GET dashboard", Dashboard).On("GET dashboard", """{"processes":[]}""");

        var wait = scene.Client.WaitAsync(ProcessScene.Id);
        await scene.Time.WhenArmedAsync(due => due >= TimeSpan.FromSeconds(1.8) && due <= TimeSpan.FromSeconds(2.2));
        scene.Time.Advance(TimeSpan.FromSeconds(2.2));

        Assert.That((await wait.Soon()).State, Is.EqualTo(RunState.Completed));
    }

    [Test]
    public async Task Progress_alone_is_news()
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status())
            .On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("0.5", "0.75"))).On(Status, Forgotten, 404);
        await using var watch = new WatchReader(scene.Client.WatchAsync(ProcessScene.Id));
        var first = await watch.NextStatusAsync();

        var next = watch.NextStatusAsync();
        await scene.Time.WhenArmedAsync(due => due > TimeSpan.Zero);
        scene.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((first.Progress, (await next.Soon()).Progress), Is.EqualTo((0.5, 0.75)));
    }

    [Test]
    public async Task A_pid_that_another_process_has_got_means_the_end_of_the_first()
    {
        await using var scene = new ProcessScene().On(Status, ProcessScene.Status())
            .On(Status, ProcessScene.Status(ProcessScene.Entry.Replace("1704110400.25", "1704119999.5")));
        var run = await scene.Client.AttachAsync(ProcessScene.Id).Soon();

        var status = await scene.Client.GetTaskStatusAsync(run).Soon();

        Assert.That((status.State, status.Source), Is.EqualTo((RunState.Completed, RunStatusSource.Remembered)));
        await scene.Client.AttachAsync(run).FailsWith<RunGoneException>();
    }

    [Test]
    public async Task A_list_names_processes_by_their_command()
    {
        await using var scene = new ProcessScene()
            .On("GET list", $$$"""{"success":true,"active_processes":{"12345":{{{ProcessScene.Entry}}},"x":{"pid":"?"}},"total_count":2}""");

        var summary = (await scene.Client.ListAsync().Soon()).Single();

        Assert.That((summary.Run.Id, summary.Name, summary.Detail), Is.EqualTo((ProcessScene.Id, "python train.py", "running")));
    }

    [Test]
    public async Task Without_a_route_there_is_no_list()
    {
        await using var scene = new ProcessScene().WithoutSiblings();

        await scene.Client.ListAsync().FailsWith<RunNotSupportedException>();
    }
}
