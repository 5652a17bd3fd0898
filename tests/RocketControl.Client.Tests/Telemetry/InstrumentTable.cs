using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>The instruments as they stand in the code, for people to read.</summary>
internal static class InstrumentTable
{
    public static string Write()
    {
        var instruments = new SortedDictionary<string, Instrument>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == RunControlTelemetry.MeterName)
                instruments[instrument.Name] = instrument;
        };
        listener.Start();

        var text = new StringBuilder("| Instrument | Kind | Unit | What | Buckets |\n| --- | --- | --- | --- | --- |\n");
        foreach (var instrument in instruments.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{instrument.Name}` | {Kind(instrument)} | `{instrument.Unit}` | {instrument.Description} | {Buckets(instrument)} |\n");
        }
        return text.ToString();
    }

    private static string Kind(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableUpDownCounter<long> => "up-down counter, read",
        _ => throw new AssertionException($"{instrument.Name} is of a kind that the table does not know."),
    };

    private static string Buckets(Instrument instrument) => instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds }
        ? string.Join(", ", bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture)))
        : "—";
}
