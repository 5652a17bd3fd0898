using System.Diagnostics;
using System.Net;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>The span of one call.</summary>
[TestFixture]
internal sealed class CallSpanTests
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

    [TestCaseSource(typeof(FaceCall), nameof(FaceCall.All))]
    public async Task Each_call_is_one_span(FaceCall call)
    {
        await call.InvokeAsync(_client, _transport.Run).Soon();

        var span = _spans.Ended.Single();
        Assert.That(
            (span.OperationName, span.Kind, span.ParentSpanId, span.Status),
            Is.EqualTo(($"rocketcontrol.{call.Operation}", ActivityKind.Client, _spans.Root.SpanId, ActivityStatusCode.Unset)));
        Assert.That(span.TagObjects.Where(tag => tag.Key != RunControlTelemetry.RunTag), Is.EquivalentTo(new Dictionary<string, object?>
        {
            [RunControlTelemetry.SystemTag] = _transport.SystemTag,
            [RunControlTelemetry.OperationTag] = call.Operation,
            [RunControlTelemetry.TransportTag] = "plain",
            [RunControlTelemetry.OutcomeTag] = "ok",
        }));
    }

    [TestCaseSource(typeof(FaceCall), nameof(FaceCall.All))]
    public async Task It_names_the_run_and_never_its_id(FaceCall call)
    {
        await call.InvokeAsync(_client, _transport.Run).Soon();
        await call.InvokeAsync(_client, SampleRun.Token).Soon();

        var named = _spans.Ended[0].GetTagItem(RunControlTelemetry.RunTag);
        Assert.That(named, Is.EqualTo(call.Operation == "list" ? null : SampleRun.DisplayId));
        Assert.That(_spans.Ended.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Value}"), Has.None.Contains(SampleRun.Token));
    }

    [TestCaseSource(typeof(FaceCall), nameof(FaceCall.All))]
    public async Task A_failure_says_what_it_was(FaceCall call)
    {
        _transport.Before = () => throw new RunUnavailableException("The server is busy.", new RunErrorContext(_transport.Backend, RunOperation.Call)
        {
            HttpStatus = HttpStatusCode.BadGateway,
            OutcomeUnknown = true,
        });

        Assert.That(() => call.InvokeAsync(_client, _transport.Run), Throws.InstanceOf<RunUnavailableException>());

        var span = _spans.Ended.Single();
        Assert.That((span.Status, span.StatusDescription), Is.EqualTo((ActivityStatusCode.Error, "The server is busy.")));
        Assert.That(span.GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("unavailable"));
        Assert.That(span.GetTagItem(RunControlTelemetry.ErrorTypeTag), Is.EqualTo("RocketControl.Client.RunUnavailableException"));
        Assert.That(span.GetTagItem(RunControlTelemetry.HttpStatusTag), Is.EqualTo(502));
        Assert.That(span.GetTagItem(RunControlTelemetry.OutcomeUnknownTag), Is.True);
    }

    [Test]
    public void A_failure_that_is_not_the_librarys_keeps_its_words_to_itself()
    {
        _transport.Before = () => throw new InvalidOperationException("Something of the user's own.");

        Assert.That(() => _client.GetTaskStatusAsync(_transport.Run), Throws.InvalidOperationException);

        var span = _spans.Ended.Single();
        Assert.That((span.Status, span.StatusDescription), Is.EqualTo((ActivityStatusCode.Error, (string?)null)));
        Assert.That(span.GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("other"));
        Assert.That(span.GetTagItem(RunControlTelemetry.ErrorTypeTag), Is.EqualTo("System.InvalidOperationException"));
    }

    [TestCaseSource(typeof(FaceCall), nameof(FaceCall.All))]
    public void A_call_that_its_caller_gave_up_has_not_failed(FaceCall call)
    {
        _transport.Before = () => throw new OperationCanceledException();

        Assert.That(() => call.InvokeAsync(_client, _transport.Run), Throws.InstanceOf<OperationCanceledException>());

        var span = _spans.Ended.Single();
        Assert.That(span.Status, Is.EqualTo(ActivityStatusCode.Unset));
        Assert.That(span.GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("canceled"));
        Assert.That(span.GetTagItem(RunControlTelemetry.ErrorTypeTag), Is.Null);
    }

    [TestCaseSource(typeof(FaceCall), nameof(FaceCall.All))]
    public async Task What_the_call_does_is_beneath_its_span_and_the_caller_stays_in_his_own(FaceCall call)
    {
        var current = new List<string?>();
        _transport.Before = () =>
        {
            current.Add(Activity.Current?.OperationName);
            return Task.CompletedTask;
        };

        var running = call.InvokeAsync(_client, _transport.Run);
        var meanwhile = Activity.Current;
        await running.Soon();

        Assert.That(current, Is.All.EqualTo($"rocketcontrol.{call.Operation}").And.Not.Empty);
        Assert.That((meanwhile, Activity.Current), Is.EqualTo((_spans.Root, _spans.Root)));
    }

    [Test]
    public async Task Between_two_events_the_follower_is_in_his_own_span()
    {
        var between = new List<Activity?>();
        await foreach (var _ in _client.WatchAsync(_transport.Run))
            between.Add(Activity.Current);

        Assert.That(between, Is.EqualTo(new[] { _spans.Root, _spans.Root }));
        Assert.That(_spans.Of("watch").GetTagItem(RunControlTelemetry.OutcomeTag), Is.EqualTo("ok"));
    }

    [Test]
    public async Task What_is_refused_before_anything_is_sent_is_no_call()
    {
        await using var client = RunControlClient.ForProcesses(Support.Secrets.Watched.Processes);

        Assert.That(() => client.UseAsync(SampleRun.Pipeline), Throws.InstanceOf<RunNotSupportedException>());

        Assert.That(_spans.Ended, Is.Empty);
    }
}
