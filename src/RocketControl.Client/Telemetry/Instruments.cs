using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace RocketControl.Client.Telemetry;

/// <summary>The one source of spans and the one meter, with its instruments.</summary>
internal static class Instruments
{
    private static readonly string? Version =
        typeof(Instruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static readonly Meter Meter = new(RunControlTelemetry.MeterName, Version);

    public static readonly ActivitySource Source = new(RunControlTelemetry.ActivitySourceName, Version);

    public static readonly CountBySystem PendingCalls = new();

    public static readonly CountBySystem ActiveRuns = new();

    public static readonly Counter<long> Calls = Meter.CreateCounter<long>(RunControlTelemetry.CallCount, "{call}", "Calls that have ended.");

    /// <summary>From a status over a warm connection to a wait for the end of a run.</summary>
    public static readonly Histogram<double> CallDuration = Meter.CreateHistogram(
        RunControlTelemetry.CallDuration,
        "s",
        "How long calls took, repetitions and pauses included.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300] });

    public static readonly Counter<long> BytesSent = Meter.CreateCounter<long>(
        RunControlTelemetry.BytesSent, "By", "Messages and bodies sent, without headers and framing.");

    public static readonly Counter<long> BytesReceived = Meter.CreateCounter<long>(
        RunControlTelemetry.BytesReceived, "By", "Messages and bodies received, without headers and framing.");

    private static readonly Counter<long> Reconnects = Meter.CreateCounter<long>(
        RunControlTelemetry.Reconnects, "{reconnect}", "Connections made again after one was lost.");

    private static readonly Counter<long> EventsDropped = Meter.CreateCounter<long>(
        RunControlTelemetry.EventsDropped, "{event}", "Events that a follower was too slow for.");

    private static readonly ObservableUpDownCounter<long> Pending = Meter.CreateObservableUpDownCounter(
        RunControlTelemetry.PendingCalls, PendingCalls.Measure, "{call}", "Calls under way.");

    private static readonly ObservableUpDownCounter<long> Active = Meter.CreateObservableUpDownCounter(
        RunControlTelemetry.ActiveRuns, ActiveRuns.Measure, "{run}", "Runs that were started here and not seen to end.");

    /// <summary>Whether anybody wants to know of calls.</summary>
    public static bool ObserveCalls => Source.HasListeners() || Calls.Enabled || CallDuration.Enabled || Pending.Enabled || Active.Enabled;

    /// <summary>Notes that a connection was made again.</summary>
    public static void CountReconnect(RunBackend system, string transport)
    {
        if (Reconnects.Enabled)
            Reconnects.Add(1, new(RunControlTelemetry.SystemTag, TagText.Of(system)), new(RunControlTelemetry.TransportTag, transport));
    }

    /// <summary>Notes that events were dropped.</summary>
    public static void CountDropped(RunBackend system, long events)
    {
        if (EventsDropped.Enabled)
            EventsDropped.Add(events, new KeyValuePair<string, object?>(RunControlTelemetry.SystemTag, TagText.Of(system)));
    }
}
