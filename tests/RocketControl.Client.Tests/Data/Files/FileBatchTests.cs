using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data.Files;

[TestFixture]
internal sealed class FileBatchTests
{
    private const string Run = SampleRun.Token;

    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Send);

    private readonly FakeSender _client = new();

    [Test]
    public async Task Three_hundred_files_open_five_at_a_time()
    {
        var (open, most) = (0, 0);
        var files = Enumerable.Range(0, 300).Select(i => new FileToSend($"{i}.bin", RunContent.FromStream(_ =>
        {
            lock (_client)
                most = Math.Max(most, ++open);
            return new ValueTask<Stream>(new ClosingStream(() =>
            {
                lock (_client)
                    open--;
            }));
        })));
        // All five have to be open before any of them goes on.
        var five = new CountdownEvent(5);
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.Treat = (_, _) =>
        {
            if (!five.IsSet && five.Signal())
                together.SetResult();
            return together.Task;
        };

        var results = await _client.SendFilesAsync(Run, files).Soon();

        Assert.Multiple(() =>
        {
            Assert.That(most, Is.EqualTo(5));
            Assert.That(open, Is.Zero);
            Assert.That(results.Select(result => result.Path), Is.EqualTo(Enumerable.Range(0, 300).Select(i => $"{i}.bin")));
            Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(FileSendOutcome.Sent));
        });
    }

    [TestCase(1)]
    [TestCase(7)]
    public async Task No_more_files_are_on_their_way_than_allowed(int limit)
    {
        await _client.SendFilesAsync(Run, Files(40), new SendFilesOptions { MaxConcurrency = limit }).Soon();

        Assert.That(_client.MostInWork, Is.LessThanOrEqualTo(limit));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_concurrency_below_one_is_refused(int limit) =>
        Assert.That(
            () => _client.SendFilesAsync(Run, Files(1), new SendFilesOptions { MaxConcurrency = limit }),
            Throws.TypeOf<RunInvalidArgumentException>().With.Message.Contains("MaxConcurrency must be at least 1"));

    [Test]
    public void One_name_for_all_files_is_refused() =>
        Assert.That(
            () => _client.SendFilesAsync(Run, Files(1), new SendFilesOptions { Each = new SendOptions { Name = "same" } }),
            Throws.TypeOf<RunInvalidArgumentException>().With.Message.Contains("FileToSend.Name"));

    [Test]
    public async Task No_files_are_no_work()
    {
        Assert.That(await _client.SendFilesAsync(Run, Files(0)).Soon(), Is.Empty);
    }

    [Test]
    public async Task Results_come_in_the_order_of_the_files_whatever_order_they_end_in()
    {
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _client.Treat = (name, _) =>
        {
            if (name == "4.bin")
                last.SetResult();
            return name == "0.bin" ? last.Task : Task.CompletedTask;
        };

        var results = await _client.SendFilesAsync(Run, Files(5)).Soon();

        Assert.That(results.Select(result => result.Result?.Name), Is.EqualTo(new[] { "0.bin", "1.bin", "2.bin", "3.bin", "4.bin" }));
    }

    [Test]
    public async Task A_file_that_fails_does_not_fail_the_others()
    {
        var failure = new PipeFailedException("The parser gave up.", Context);
        _client.Treat = (name, _) => name == "1.bin" ? throw failure : Task.CompletedTask;

        var results = await _client.SendFilesAsync(Run, Files(4), new SendFilesOptions { MaxConcurrency = 1 }).Soon();

        Assert.That(
            results.Select(result => result.Outcome),
            Is.EqualTo(new[] { FileSendOutcome.Sent, FileSendOutcome.Failed, FileSendOutcome.Sent, FileSendOutcome.Sent }));
        Assert.That(results[1].Error, Is.SameAs(failure));
        Assert.That(results[1].Result, Is.Null);
    }

    [Test]
    public async Task The_first_failure_stops_the_rest_if_so_wished()
    {
        var failure = new PipeFailedException("The parser gave up.", Context);
        _client.Treat = (name, _) => name == "1.bin" ? throw failure : Task.CompletedTask;

        var results = await _client.SendFilesAsync(Run, Files(4), new SendFilesOptions { MaxConcurrency = 1, ContinueOnError = false }).Soon();

        Assert.That(
            results.Select(result => result.Outcome),
            Is.EqualTo(new[] { FileSendOutcome.Sent, FileSendOutcome.Failed, FileSendOutcome.NotBegun, FileSendOutcome.NotBegun }));
        Assert.That(results.Skip(1).Select(result => result.Error), Is.All.SameAs(failure));
        Assert.That(_client.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task No_other_file_is_begun_when_the_run_is_gone()
    {
        var failure = new RunNotRunningException("The run has ended.", Context);
        _client.Treat = (_, _) => throw failure;

        var results = await _client.SendFilesAsync(Run, Files(1000), new SendFilesOptions { MaxConcurrency = 3 }).Soon();

        Assert.That(_client.Sent, Has.Count.LessThanOrEqualTo(3));
        Assert.That(results, Has.Count.EqualTo(1000));
        Assert.That(results.Select(result => result.Error), Is.All.SameAs(failure));
    }

    [Test]
    public async Task A_content_that_cannot_be_read_fails_its_file()
    {
        FileToSend[] files =
        [
            new("damaged.zip", RunContent.FromStream(_ => throw new InvalidDataException("Damaged."))),
            new("no/such/file.txt"),
        ];

        var results = await _client.SendFilesAsync(Run, files).Soon();

        Assert.That(results.Select(result => result.Error), Is.All.TypeOf<RunContentException>());
        Assert.That(results[0].Error!.Message, Does.Contain("Damaged."));
        Assert.That(results[1].Error!.Message, Does.Contain("There is no file 'no/such/file.txt'"));
    }

    [Test]
    public async Task A_cancelled_call_says_what_was_sent_and_what_was_not()
    {
        using var cancellation = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var progress = new ProgressRecorder();
        _client.Treat = (name, token) =>
        {
            if (name != "1.bin")
                return Task.CompletedTask;
            reached.SetResult();
            return new TaskCompletionSource().Task.WaitAsync(token);
        };
        var options = new SendFilesOptions { MaxConcurrency = 1, Progress = progress };
        var sending = _client.SendFilesAsync(Run, Files(3), options, cancellation.Token);
        await reached.Task.Soon();

        await cancellation.CancelAsync();
        var exception = await sending.FailsWith<SendFilesCanceledException>();

        Assert.Multiple(() =>
        {
            Assert.That(exception.CancellationToken, Is.EqualTo(cancellation.Token));
            Assert.That(
                exception.Results.Select(result => result.Outcome),
                Is.EqualTo(new[] { FileSendOutcome.Sent, FileSendOutcome.Abandoned, FileSendOutcome.NotBegun }));
            Assert.That(exception.Results.Select(result => result.Error), Is.All.Null);
            Assert.That(progress.Reports[^1].Phase, Is.EqualTo(SendPhase.Abandoned));
            Assert.That(progress.Reports[^1].FilesInWork, Is.Zero);
        });
    }

    [Test]
    public async Task A_call_that_is_cancelled_while_it_looks_for_files_has_sent_none()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var exception = await _client.SendFilesAsync(Run, ["*.bin"], cancellationToken: cancellation.Token).FailsWith<SendFilesCanceledException>();

        Assert.That(exception.Results, Is.Empty);
    }

    [Test]
    public async Task A_call_that_is_cancelled_when_all_is_sent_succeeds()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new ProgressRecorder { OnReport = report => Cancel(report, cancellation) };

        var results = await _client.SendFilesAsync(Run, Files(1), new SendFilesOptions { Progress = progress }, cancellation.Token).Soon();

        Assert.That(results.Single().Outcome, Is.EqualTo(FileSendOutcome.Sent));
    }

    [Test]
    public async Task Names_and_types_follow_from_the_paths_unless_they_are_given()
    {
        FileToSend[] files =
        [
            new("docs/a.md", RunContent.FromText("")),
            new("b.md", RunContent.FromText("")) { Name = "other", MimeType = "application/x-other" },
            new("/absolute/c.pdf", RunContent.FromText("")),
        ];

        var results = await _client.SendFilesAsync(Run, files, new SendFilesOptions { MaxConcurrency = 1, Each = new SendOptions { Provider = "dropper" } }).Soon();

        Assert.That(
            _client.Sent.Select(options => (options.Name, options.MimeType, options.Provider)),
            Is.EqualTo(new[] { ("docs/a.md", "text/markdown", "dropper"), ("other", "application/x-other", "dropper"), ("c.pdf", "application/pdf", "dropper") }));
        Assert.That(results.Select(result => result.Name), Is.EqualTo(new[] { "docs/a.md", "other", "c.pdf" }));
    }

    private static void Cancel(SendProgress report, CancellationTokenSource cancellation)
    {
        if (report.Phase == SendPhase.Completed)
            cancellation.Cancel();
    }

    private static IEnumerable<FileToSend> Files(int count) =>
        Enumerable.Range(0, count).Select(i => new FileToSend($"{i}.bin", RunContent.FromText("content")));

    private sealed class ClosingStream(Action onClose) : MemoryStream([1, 2, 3])
    {
        private bool _closed;

        protected override void Dispose(bool disposing)
        {
            if (!_closed)
                onClose();
            _closed = true;
            base.Dispose(disposing);
        }
    }
}
