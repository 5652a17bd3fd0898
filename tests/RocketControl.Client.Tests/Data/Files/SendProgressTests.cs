using RocketControl.Client.Data.Files;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Data.Files;

[TestFixture]
internal sealed class SendProgressTests
{
    private const string Run = SampleRun.Token;

    private readonly FakeSender _client = new();

    private readonly ProgressRecorder _progress = new();

    [Test]
    public async Task A_file_is_followed_from_its_opening_to_its_end()
    {
        await SendAsync(new FileToSend("a.txt", RunContent.FromText("0123456789")));

        Assert.That(
            _progress.Reports.Select(report => (report.Phase, report.FileBytesSent, report.BytesSent, report.FilesInWork, report.FilesCompleted)),
            Is.EqualTo(new[]
            {
                (SendPhase.Opening, 0L, 0L, 1, 0),
                (SendPhase.Sending, 4L, 4L, 1, 0),
                (SendPhase.Sending, 8L, 8L, 1, 0),
                (SendPhase.Sending, 10L, 10L, 1, 0),
                (SendPhase.Processing, 10L, 10L, 1, 0),
                (SendPhase.Completed, 10L, 10L, 0, 1),
            }));
        Assert.That(_progress.Reports.Skip(1).Select(report => report.FileLength), Is.All.EqualTo(10));
        Assert.That(_progress.Reports.Select(report => report.FilesTotal), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Many_files_are_counted_together_and_the_numbers_never_go_back()
    {
        await SendAsync([.. Enumerable.Range(0, 50).Select(i => new FileToSend($"{i}.txt", RunContent.FromText(new string('x', i))))]);

        Assert.That(_progress.Reports.Select(report => report.BytesSent), Is.Ordered);
        Assert.That(_progress.Reports.Select(report => report.FilesCompleted), Is.Ordered);
        Assert.That(_progress.Reports.Select(report => report.FilesInWork), Is.All.LessThanOrEqualTo(5));
        var last = _progress.Reports[^1];
        Assert.That((last.BytesSent, last.BytesTotal, last.FilesCompleted, last.FilesInWork), Is.EqualTo((1225L, (long?)1225, 50, 0)));
    }

    [Test]
    public async Task The_total_is_not_known_as_long_as_one_size_is_not()
    {
        await SendAsync(
            new FileToSend("a.txt", RunContent.FromText("known")),
            new FileToSend("b.txt", RunContent.FromStream(_ => new ValueTask<Stream>(new Data.Support.ScriptedStream()))));

        Assert.That(_progress.Reports.Select(report => report.BytesTotal), Is.All.Null);
    }

    [Test]
    public async Task The_size_that_a_file_has_when_it_is_opened_counts()
    {
        await SendAsync(new FileToSend("a.txt", RunContent.FromText("seven..")) { KnownLength = 3 });

        Assert.That(_progress.Reports.Select(report => report.BytesTotal), Is.EqualTo(new long?[] { 3, 7, 7, 7, 7 }));
    }

    [Test]
    public async Task A_failure_is_reported_with_its_reason()
    {
        var failure = new PipeFailedException("No.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
        _client.Treat = (_, _) => throw failure;

        await SendAsync(new FileToSend("a.txt", RunContent.FromText("text")));

        Assert.That(_progress.PhasesOf("a.txt"), Is.EqualTo(new[] { SendPhase.Opening, SendPhase.Failed }));
        Assert.That(_progress.Reports[^1].Error, Is.SameAs(failure));
        Assert.That((_progress.Reports[^1].FilesFailed, _progress.Reports[^1].FilesInWork), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_listener_that_throws_breaks_nothing_and_is_not_told_any_more()
    {
        _progress.OnReport = _ => throw new InvalidDataException("The screen is full.");

        var results = await _client.SendFilesAsync(
            Run,
            Enumerable.Range(0, 100).Select(i => new FileToSend($"{i}.txt", RunContent.FromText("text"))),
            new SendFilesOptions { Progress = _progress }).Soon();

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(FileSendOutcome.Sent));
        Assert.That(_progress.Reports, Has.Count.LessThanOrEqualTo(1));
    }

    [Test]
    public async Task What_a_listener_throws_is_logged()
    {
        var mine = new InvalidDataException("The screen is full.");
        _progress.OnReport = _ => throw mine;
        using var log = new LogRecorder();
        await using var server = await RocketRideEmulator.StartAsync();
        await using var client = RunControlClient.ForRocketRide(
            Watched.RocketRide with { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey, LoggerFactory = log });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();

        await client.SendFilesAsync(run, [new FileToSend("a.txt", RunContent.FromText("text"))], new SendFilesOptions { Progress = _progress }).Soon();

        Assert.That(log.Entries.Single(entry => entry.Id == RunControlEventIds.ProgressListenerFailed).Exception, Is.SameAs(mine));
    }

    [Test]
    public void The_rate_is_of_the_last_five_seconds()
    {
        var time = new ManualTimeProvider();
        var rate = new TransferRate(time);
        Assert.That(rate.BytesPerSecond, Is.Zero);

        rate.Add(1000);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(rate.BytesPerSecond, Is.EqualTo(500), "the window is not full yet");

        rate.Add(4000);
        time.Advance(TimeSpan.FromSeconds(2));
        rate.Add(1000);
        Assert.That(rate.BytesPerSecond, Is.EqualTo(1500));

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(rate.BytesPerSecond, Is.EqualTo(1000), "what is older than the window does not count");

        time.Advance(TimeSpan.FromSeconds(6));
        Assert.That(rate.BytesPerSecond, Is.Zero);
    }

    [Test]
    public void Many_small_steps_make_the_same_rate_as_a_large_one()
    {
        var time = new ManualTimeProvider();
        var rate = new TransferRate(time);
        for (var i = 0; i < 10_000; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            rate.Add(10);
        }

        Assert.That(rate.BytesPerSecond, Is.EqualTo(10_000).Within(3).Percent);
    }

    private async Task SendAsync(params FileToSend[] files) =>
        await _client.SendFilesAsync(Run, files, new SendFilesOptions { Progress = _progress }).Soon();
}
