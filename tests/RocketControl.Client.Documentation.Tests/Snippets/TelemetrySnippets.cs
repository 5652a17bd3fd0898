using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
[NonParallelizable]
internal sealed class TelemetrySnippets : RocketRideScene
{
    [Test]
    public async Task Switching_it_on()
    {
        var exported = new Exported<Activity>();
        var spans = new SimpleActivityExportProcessor(exported);
        var measured = new Exported<Metric>();
        var metrics = new BaseExportingMetricReader(measured);

        #region telemetry
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(RunControlTelemetry.ActivitySourceName)
            .AddProcessor(spans)
            .Build();
        using var metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter(RunControlTelemetry.MeterName)
            .AddReader(metrics)
            .Build();
        #endregion

        await StartRunAsync();
        metering.ForceFlush();

        Assert.That(exported.Count, Is.EqualTo(2), "the start, and the connection that it needed");
        Assert.That(measured.Count, Is.Positive);
    }

    private sealed class Exported<T> : BaseExporter<T>
        where T : class
    {
        public long Count { get; private set; }

        public override ExportResult Export(in Batch<T> batch)
        {
            Count += batch.Count;
            return ExportResult.Success;
        }
    }
}
