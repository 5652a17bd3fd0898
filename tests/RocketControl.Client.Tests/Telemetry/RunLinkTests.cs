using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>Later calls on a run lead back to the call that started it.</summary>
[TestFixture]
internal sealed class RunLinkTests
{
    private readonly PlainTransport _transport = new();
    private RunControlClient _client = null!;
    private SpanRecorder _spans = null!;

    [SetUp]
    public void SetUp() => (_client, _spans) = (new RunControlClient(_transport), new SpanRecorder());

    [TearDown]
    public async Task TearDown()
    {
        _spans.Dispose();
        await _client.DisposeAsync();
    }

    [TestCaseSource(nameof(LaterCalls))]
    public async Task A_later_call_links_to_the_start(FaceCall call)
    {
        var run = await _client.UseAsync(SampleRun.Pipeline).Soon();

        await call.InvokeAsync(_client, run with { Provider = "another" }).Soon();

        Assert.That(_spans.Of(call.Operation).Links.Select(link => link.Context), Is.EqualTo(new[] { _spans.Of("use").Context }));
    }

    [Test]
    public async Task After_a_restart_the_link_is_to_that()
    {
        var run = await _client.UseAsync(SampleRun.Pipeline).Soon();
        var restarted = await _client.RestartAsync(run, SampleRun.Pipeline).Soon();

        await _client.GetTaskStatusAsync(restarted).Soon();

        Assert.That(_spans.Of("get_status").Links.Select(link => link.Context), Is.EqualTo(new[] { _spans.Of("restart").Context }));
    }

    [Test]
    public async Task A_run_that_was_not_started_here_has_no_link()
    {
        var run = await _client.AttachAsync(SampleRun.Token).Soon();

        await _client.GetTaskStatusAsync(run).Soon();

        Assert.That(_spans.Of("get_status").Links, Is.Empty);
    }

    [Test]
    public async Task Two_handles_are_equal_whoever_watched()
    {
        var run = await _client.UseAsync(SampleRun.Pipeline).Soon();

        Assert.That(run, Is.EqualTo(_transport.Run));
        Assert.That(run.GetHashCode(), Is.EqualTo(_transport.Run.GetHashCode()));
    }

    private static IEnumerable<FaceCall> LaterCalls() => FaceCall.All.Where(call => call.Operation is not ("use" or "list"));
}
