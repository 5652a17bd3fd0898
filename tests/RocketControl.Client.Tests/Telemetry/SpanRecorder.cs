using System.Collections.Concurrent;
using System.Diagnostics;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>The library's spans beneath one of the test's own, so that tests which run at the same time do not see each other's.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    /// <param name="alsoOf">Another source whose spans are wanted; null for none.</param>
    public SpanRecorder(string? alsoOf = null)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RunControlTelemetry.ActivitySourceName || source.Name == alsoOf,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        Root = new Activity("test").Start();
    }

    /// <summary>The test's own span, which was current when this was made.</summary>
    public Activity Root { get; }

    /// <summary>The spans that have ended, in that order.</summary>
    public IReadOnlyList<Activity> Ended => [.. _ended.Where(span => span.TraceId == Root.TraceId)];

    /// <summary>The one span of that operation.</summary>
    public Activity Of(string operation) => Ended.Single(span => span.OperationName == RunControlTelemetry.SpanPrefix + operation);

    /// <summary>Spans of anybody's trace.</summary>
    public IEnumerable<Activity> EndedAnywhere => _ended;

    public void Dispose()
    {
        Root.Dispose();
        _listener.Dispose();
    }
}
