using OpenTelemetry.Metrics;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>A point of a metric as OpenTelemetry exports it.</summary>
internal sealed record ExportedPoint(string Metric, MetricType Type, string Unit, IReadOnlyDictionary<string, object?> Tags, double Value, IReadOnlyList<double> Bounds)
{
    public static IEnumerable<ExportedPoint> AllOf(Metric metric)
    {
        var points = new List<ExportedPoint>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var tags = new Dictionary<string, object?>();
            foreach (var (name, value) in point.Tags)
                tags[name] = value;
            var isHistogram = metric.MetricType == MetricType.Histogram;
            var bounds = new List<double>();
            if (isHistogram)
            {
                foreach (var bucket in point.GetHistogramBuckets())
                    bounds.Add(bucket.ExplicitBound);
            }
            points.Add(new ExportedPoint(
                metric.Name, metric.MetricType, metric.Unit, tags, isHistogram ? point.GetHistogramCount() : point.GetSumLong(), bounds));
        }
        return points;
    }
}
