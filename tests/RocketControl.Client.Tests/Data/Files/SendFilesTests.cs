using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data.Files;

[TestFixture]
internal sealed class SendFilesTests : DataTests
{
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_folder_goes_in_and_comes_out_in_order()
    {
        var run = await StartParserAsync();
        foreach (var name in new[] { "b.txt", "a.bin", "sub/c.md" })
            _folder.Add(name, $"content of {name}");

        var results = await DataClient.SendFilesAsync(run, [_folder.Path]).Soon();

        var root = Path.GetFileName(_folder.Path);
        Assert.Multiple(() =>
        {
            Assert.That(results.Select(result => result.Name), Is.EqualTo(new[] { $"{root}/a.bin", $"{root}/b.txt", $"{root}/sub/c.md" }));
            Assert.That(
                results.Select(result => result.Result?.Texts.Single()),
                Is.EqualTo(new[] { "content of a.bin\n\n", "content of b.txt\n\n", "content of sub/c.md\n\n" }));
            Assert.That(results.Select(result => result.BytesSent), Is.EqualTo(new[] { 16, 16, 19 }));
        });
    }

    [Test]
    [Platform(Include = "Linux", Reason = "counts the open files that the system shows")]
    public async Task Three_hundred_files_need_five_descriptors()
    {
        var run = await StartParserAsync();
        for (var i = 0; i < 300; i++)
            _folder.Add($"{i:000}.bin");
        var most = 0;
        var progress = new ProgressRecorder { OnReport = _ => most = Math.Max(most, CountOpenFiles()) };

        var results = await DataClient.SendFilesAsync(run, [_folder.Path], new SendFilesOptions { Progress = progress }).Soon();

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(FileSendOutcome.Sent));
        Assert.That(results, Has.Count.EqualTo(300));
        Assert.That(most, Is.InRange(1, 5));
        Assert.That(CountOpenFiles(), Is.Zero);
    }

    [Test]
    public async Task Strange_names_arrive_as_they_are()
    {
        var run = await StartParserAsync();
        string[] names = ["it's \"quoted\".txt", "two..dots.txt", "🚀 Grüße.txt", .. OperatingSystem.IsWindows() ? [] : new[] { "line\nfeed.txt", "back\\slash.txt" }];
        var files = names.Select(name => new FileToSend(_folder.Add(name)));

        var results = await DataClient.SendFilesAsync(run, files).Soon();

        Assert.That(results.Select(result => result.Result?.Name), Is.EqualTo(names));
    }

    [Test]
    public async Task Empty_missing_and_vanished_files_have_results_of_their_own()
    {
        var run = await StartParserAsync();
        var vanishing = _folder.Add("vanishing.txt");
        string[] paths = [_folder.Add("empty.txt", ""), _folder.Add("empty.bin", ""), vanishing, Path.Combine(_folder.Path, "missing.txt"), _folder.Add("fine.txt")];
        var progress = new ProgressRecorder { OnReport = _ => File.Delete(vanishing) };

        var results = await DataClient.SendFilesAsync(run, paths, new SendFilesOptions { MaxConcurrency = 1, Progress = progress }).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(results[0].Result?.Texts, Is.EqualTo(new[] { "\n\n" }));
            Assert.That(results[1].Result?.EmptyReason, Is.EqualTo("The object was empty."));
            Assert.That(results[2].Error?.Message, Does.Contain("There is no file").And.Contain("vanishing.txt"));
            Assert.That(results[3].Error?.Message, Does.Contain("There is no file").And.Contain("missing.txt"));
            Assert.That(results[4].Outcome, Is.EqualTo(FileSendOutcome.Sent));
        });
    }

    [Test]
    public async Task A_run_that_dies_with_fifty_files_in_work_fails_them_all()
    {
        var run = await StartParserAsync();
        using var closes = Server.Faults.Tasks.HoldCloses();
        var files = Enumerable.Range(0, 60).Select(i => new FileToSend($"{i}.txt", RunContent.FromText("text")));
        var sending = DataClient.SendFilesAsync(run, files, new SendFilesOptions { MaxConcurrency = 50 });
        var seen = 0;
        await Server.WaitForRequestAsync(request => request.Subcommand == "close" && ++seen == 50).Soon();

        Server.Faults.Tasks.KillEngine(run.Id);
        var results = await sending.Soon();

        Assert.Multiple(() =>
        {
            Assert.That(results.Take(50).Select(result => result.Outcome), Is.All.EqualTo(FileSendOutcome.Failed));
            Assert.That(results.Select(result => result.Error), Is.All.TypeOf<RunNotRunningException>());
            Assert.That(results.Take(50).Select(result => result.Error!.OutcomeUnknown), Is.All.True);
            Assert.That(results.Skip(50).Select(result => result.Outcome), Is.All.EqualTo(FileSendOutcome.NotBegun));
        });
    }

    [Test]
    public async Task Cancelled_files_are_abandoned_and_never_closed()
    {
        var run = await StartParserAsync();
        using var cancellation = new CancellationTokenSource();
        using var write = Server.Faults.On(Process, "write").HoldReply();
        var files = Enumerable.Range(0, 20).Select(i => new FileToSend($"{i}.txt", RunContent.FromText("text")));
        var sending = DataClient.SendFilesAsync(run, files, cancellationToken: cancellation.Token);
        var seen = 0;
        await Server.WaitForRequestAsync(request => request.Subcommand == "write" && ++seen == 5).Soon();

        await cancellation.CancelAsync();
        var exception = await sending.FailsWith<SendFilesCanceledException>();
        write.Release();
        await DataClient.GetTaskStatusAsync(run).Soon();

        Assert.That(exception.Results.Select(result => result.Outcome), Is.EqualTo(
            Enumerable.Repeat(FileSendOutcome.Abandoned, 5).Concat(Enumerable.Repeat(FileSendOutcome.NotBegun, 15))));
        Assert.That(Requests("close"), Is.Empty);
        Assert.That(Transport.AbandonedPipes, Is.EqualTo(5));
    }

    [Test]
    public async Task More_files_at_a_time_than_the_run_has_threads_wait_for_their_turn()
    {
        var run = await StartParserAsync(threads: 2);
        var files = Enumerable.Range(0, 30).Select(i => new FileToSend($"{i}.txt", RunContent.FromText($"text {i}")));

        var results = await DataClient.SendFilesAsync(run, files, new SendFilesOptions { MaxConcurrency = 10 }).Soon();

        Assert.That(results.Select(result => result.Result?.Texts.Single()), Is.EqualTo(Enumerable.Range(0, 30).Select(i => $"text {i}\n\n")));
    }

    [Test]
    public async Task A_run_that_the_server_does_not_know_fails_every_file_at_once()
    {
        var files = Enumerable.Range(0, 500).Select(i => new FileToSend($"{i}.txt", RunContent.FromText("text")));

        var results = await DataClient.SendFilesAsync("tk_unknown", files).Soon();

        Assert.That(results.Select(result => result.Error), Is.All.TypeOf<RunNotFoundException>());
        Assert.That(Requests("open"), Has.Count.LessThanOrEqualTo(5));
    }

    private int CountOpenFiles() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(IsOfFolder);

    private bool IsOfFolder(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName.StartsWith(_folder.Path, StringComparison.Ordinal) == true;
        }
        catch (FileNotFoundException)
        {
            // Closed in the meantime, and so not open.
            return false;
        }
    }
}
