using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>What calls leave in figures.</summary>
[TestFixture]
internal sealed class CallFigureTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly PlainTransport _transport = new();
    private RunControlClient _client = null!;
    private FigureRecorder _figures = null!;

    [SetUp]
    public void SetUp() => (_client, _figures) = (new RunControlClient(_transport, _time), new FigureRecorder());

    [TearDown]
    public async Task TearDown()
    {
        _figures.Dispose();
        await _client.DisposeAsync();
    }

    [TestCaseSource(typeof(FaceCall), nameof(FaceCall.All))]
    public async Task Each_call_counts_once_and_takes_its_time(FaceCall call)
    {
        var isFirst = true;
        _transport.Before = () =>
        {
            _time.Advance(isFirst ? TimeSpan.FromMilliseconds(250) : TimeSpan.Zero);
            isFirst = false;
            return Task.CompletedTask;
        };

        await call.InvokeAsync(_client, _transport.Run).Soon();

        var tags = Tags(call, "ok");
        Only(RunControlTelemetry.CallCount, 1, tags);
        Only(RunControlTelemetry.CallDuration, 0.25, tags);
    }

    [TestCaseSource(nameof(Failures))]
    public void How_it_ended_is_a_tag(Exception exception, string outcome)
    {
        _transport.Before = () => throw exception;

        Assert.That(() => _client.GetTaskStatusAsync(_transport.Run), Throws.Exception);

        Only(RunControlTelemetry.CallCount, 1, Tags(FaceCall.All.Single(call => call.Operation == "get_status"), outcome));
    }

    [TestCaseSource(typeof(FaceCall), nameof(FaceCall.All))]
    public async Task A_call_is_pending_until_it_has_ended(FaceCall call)
    {
        var begun = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        _transport.Before = () =>
        {
            begun.TrySetResult();
            return mayEnd.Task;
        };

        var running = call.InvokeAsync(_client, _transport.Run);
        await begun.Task.Soon();
        var during = _figures.Read(RunControlTelemetry.PendingCalls, _transport.SystemTag);
        mayEnd.SetResult();
        await running.Soon();

        Assert.That((during, _figures.Read(RunControlTelemetry.PendingCalls, _transport.SystemTag)), Is.EqualTo((1d, 0d)));
    }

    [Test]
    public void A_failed_call_is_not_pending()
    {
        _transport.Before = () => throw new OperationCanceledException();

        Assert.That(() => _client.GetTaskStatusAsync(_transport.Run), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(_figures.Read(RunControlTelemetry.PendingCalls, _transport.SystemTag), Is.Zero);
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        var context = new RunErrorContext(RunBackend.RocketRide, RunOperation.GetStatus);
        yield return new TestCaseData(new RunNotFoundException("gone", context), "not_found");
        yield return new TestCaseData(new RunTimeoutException("late", context), "timeout");
        yield return new TestCaseData(new RunConnectionLostException("lost", context), "network");
        yield return new TestCaseData(new RunRateLimitedException("slow down", context), "rate_limited");
        yield return new TestCaseData(new OperationCanceledException(), "canceled");
        yield return new TestCaseData(new InvalidOperationException(), "other");
    }

    private Dictionary<string, object?> Tags(FaceCall call, string outcome) => new()
    {
        [RunControlTelemetry.SystemTag] = _transport.SystemTag,
        [RunControlTelemetry.OperationTag] = call.Operation,
        [RunControlTelemetry.TransportTag] = "plain",
        [RunControlTelemetry.OutcomeTag] = outcome,
    };

    private void Only(string instrument, double value, Dictionary<string, object?> tags)
    {
        var figure = _figures.Of(instrument, _transport.SystemTag).Single();
        Assert.That(figure.Value, Is.EqualTo(value));
        Assert.That(figure.Tags, Is.EquivalentTo(tags));
    }
}
