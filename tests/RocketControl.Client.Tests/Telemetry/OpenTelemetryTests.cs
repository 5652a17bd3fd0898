using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>What comes out of OpenTelemetry itself, switched on as docs/telemetry.md says.</summary>
[TestFixture]
internal sealed class OpenTelemetryTests
{
    private readonly PlainTransport _transport = new();

    [Test]
    public async Task Spans_are_exported()
    {
        using var exporter = new KeepingExporter<Activity, Activity>(span => [span]);
        using var provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(RunControlTelemetry.ActivitySourceName)
            .AddProcessor(new SimpleActivityExportProcessor(exporter))
            .Build();

        await using (var client = new RunControlClient(_transport))
        {
            var run = await client.UseAsync(SampleRun.Pipeline).Soon();
            await client.GetTaskStatusAsync(run).Soon();
        }

        var spans = exporter.Kept.Where(span => Equals(span.GetTagItem(RunControlTelemetry.SystemTag), _transport.SystemTag)).ToList();
        Assert.That(spans.Select(span => span.OperationName), Is.EqualTo(new[] { "rocketcontrol.use", "rocketcontrol.get_status" }));
        Assert.That(spans[1].Links.Single().Context.SpanId, Is.EqualTo(spans[0].SpanId));
        Assert.That(spans[0].Source.Version, Is.Not.Empty);
    }

    [Test]
    public async Task Metrics_are_exported_with_unit_kind_and_buckets()
    {
        using var exporter = new KeepingExporter<Metric, ExportedPoint>(ExportedPoint.AllOf);
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(RunControlTelemetry.MeterName)
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();

        await using var client = new RunControlClient(_transport);
        await client.UseAsync(SampleRun.Pipeline).Soon();
        await client.UseAsync(SampleRun.Pipeline).Soon();
        provider.ForceFlush();

        var points = exporter.Kept.Where(point => Equals(point.Tags[RunControlTelemetry.SystemTag], _transport.SystemTag)).ToDictionary(point => point.Metric);
        Assert.That(points[RunControlTelemetry.CallCount], Has.Property("Value").EqualTo(2).And.Property("Unit").EqualTo("{call}").And.Property("Type").EqualTo(MetricType.LongSum));
        Assert.That(points[RunControlTelemetry.CallDuration], Has.Property("Value").EqualTo(2).And.Property("Unit").EqualTo("s"));
        Assert.That(points[RunControlTelemetry.CallDuration].Bounds, Has.Count.EqualTo(18).And.ItemAt(0).EqualTo(0.001).And.ItemAt(16).EqualTo(300));
        Assert.That(
            points[RunControlTelemetry.ActiveRuns],
            Has.Property("Value").EqualTo(1).And.Property("Unit").EqualTo("{run}").And.Property("Type").EqualTo(MetricType.LongSumNonMonotonic));
        Assert.That(
            points[RunControlTelemetry.PendingCalls],
            Has.Property("Value").EqualTo(0).And.Property("Unit").EqualTo("{call}").And.Property("Type").EqualTo(MetricType.LongSumNonMonotonic));
    }
}
