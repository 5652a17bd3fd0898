using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>The library's figures.</summary>
internal sealed class FigureRecorder : IDisposable
{
    private readonly ConcurrentQueue<Figure> _figures = new();
    private readonly MeterListener _listener = new();

    /// <param name="instrument">The only one that is listened to; null for all.</param>
    public FigureRecorder(string? instrument = null)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Meter.Name == RunControlTelemetry.MeterName && (instrument ?? published.Name) == published.Name)
                listener.EnableMeasurementEvents(published);
        };
        _listener.SetMeasurementEventCallback<long>((published, value, tags, _) => _figures.Enqueue(new Figure(published.Name, value, new(tags.ToArray()))));
        _listener.SetMeasurementEventCallback<double>((published, value, tags, _) => _figures.Enqueue(new Figure(published.Name, value, new(tags.ToArray()))));
        _listener.Start();
    }

    /// <summary>What was told of a system by an instrument.</summary>
    public IReadOnlyList<Figure> Of(string instrument, string system) =>
        [.. _figures.Where(figure => figure.Instrument == instrument && Equals(figure.Tags[RunControlTelemetry.SystemTag], system))];

    /// <summary>What an instrument that is read says of a system now; 0 when it does not know it.</summary>
    public double Read(string instrument, string system)
    {
        _listener.RecordObservableInstruments();
        return Of(instrument, system) is { Count: > 0 } figures ? figures[^1].Value : 0;
    }

    public void Dispose() => _listener.Dispose();
}
