using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>How many runs were started here and not seen to end.</summary>
[TestFixture]
internal sealed class ActiveRunTests
{
    private readonly PlainTransport _transport = new();
    private RunControlClient _client = null!;
    private FigureRecorder _figures = null!;

    [SetUp]
    public void SetUp() => (_client, _figures) = (new RunControlClient(_transport), new FigureRecorder());

    [TearDown]
    public async Task TearDown()
    {
        _figures.Dispose();
        await _client.DisposeAsync();
    }

    private double Active => _figures.Read(RunControlTelemetry.ActiveRuns, _transport.SystemTag);

    [Test]
    public async Task A_started_run_counts_once()
    {
        var run = await _client.UseAsync(SampleRun.Pipeline).Soon();
        await _client.UseAsync(SampleRun.Pipeline, new UseOptions { UseExisting = true }).Soon();
        await _client.GetTaskStatusAsync(run).Soon();

        Assert.That(Active, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Ends))]
    public async Task It_counts_until_its_end_is_seen_or_accepted(FaceCall call)
    {
        await _client.UseAsync(SampleRun.Pipeline).Soon();

        await call.InvokeAsync(_client, _transport.Run).Soon();

        Assert.That(Active, Is.Zero);
    }

    [Test]
    public async Task A_run_that_is_not_there_any_more_has_ended()
    {
        await _client.UseAsync(SampleRun.Pipeline).Soon();
        _transport.Before = () => throw new RunNotFoundException("gone", new RunErrorContext(_transport.Backend, RunOperation.GetStatus));

        Assert.That(() => _client.GetTaskStatusAsync(_transport.Run), Throws.InstanceOf<RunNotFoundException>());

        Assert.That(Active, Is.Zero);
    }

    [Test]
    public async Task A_run_of_others_does_not_count()
    {
        await _client.AttachAsync(SampleRun.Token).Soon();

        Assert.That(Active, Is.Zero);
    }

    [Test]
    public async Task With_its_client_a_run_is_out_of_sight()
    {
        await _client.UseAsync(SampleRun.Pipeline).Soon();

        await _client.DisposeAsync();

        Assert.That(Active, Is.Zero);
    }

    private static IEnumerable<FaceCall> Ends() =>
    [
        FaceCall.Ending,
        FaceCall.Waiting,
        new("watch", RunCapability.Watch, async (client, run) =>
        {
            await foreach (var _ in client.WatchAsync(run))
            {
            }
        }),
    ];
}
