using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>
/// Sees everything that the library says in the whole suite (log lines, exceptions, activities, metrics, addresses) and remembers where a key or a token was in it.
/// </summary>
internal static partial class SecretWatch
{
    private const string Library = "RocketControl";
    private const int LongestExcerpt = 2_000;

    private static readonly ConcurrentQueue<string> Leaks = new();

    [ThreadStatic]
    private static bool _isLooking;

    private static long _looked;

    /// <summary>How many texts were looked at.</summary>
    public static long Looked => Volatile.Read(ref _looked);

    public static IDisposable Begin()
    {
        AppDomain.CurrentDomain.FirstChanceException += LookAtException;
        var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith(Library, StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = LookAtActivity,
        };
        ActivitySource.AddActivityListener(activities);
        var metrics = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith(Library, StringComparison.Ordinal))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => LookAtTags($"a metric {instrument.Name}", tags));
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => LookAtTags($"a metric {instrument.Name}", tags));
        metrics.Start();
        return new Listeners(activities, metrics);
    }

    /// <summary>Looks for keys and tokens in a text.</summary>
    /// <param name="where">What kind of text it is.</param>
    /// <param name="text">The text.</param>
    public static void Look(string where, string? text)
    {
        Interlocked.Increment(ref _looked);
        if (text is not null && Secret().Match(text) is { Success: true } found)
            Leaks.Enqueue($"{found.Value} in {where}: {text[..Math.Min(text.Length, LongestExcerpt)]}");
    }

    /// <summary>What was found since somebody took it last.</summary>
    public static IReadOnlyList<string> TakeLeaks()
    {
        var taken = new List<string>();
        while (Leaks.TryDequeue(out var leak))
            taken.Add(leak);
        return taken;
    }

    /// <summary>The keys that the tests log in with, and tokens as servers make them.</summary>
    [GeneratedRegex(@"\b(tk|pk)_[0-9a-f]{32}\b|emulator-key|rr_0123456789abcdef|tk_soak-")]
    private static partial Regex Secret();

    private static void LookAtException(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not RunControlException || _isLooking)
            return;
        _isLooking = true;
        try
        {
            Look("an exception", thrown.Exception.ToString());
        }
        finally
        {
            _isLooking = false;
        }
    }

    private static void LookAtActivity(Activity activity)
    {
        Look("an activity", $"{activity.DisplayName} {activity.StatusDescription}");
        foreach (var (name, value) in activity.TagObjects)
            Look($"a tag of an activity, {name}", value?.ToString());
        foreach (var tag in activity.Events.SelectMany(happened => happened.Tags))
            Look($"an event of an activity, {tag.Key}", tag.Value?.ToString());
    }

    private static void LookAtTags(string where, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
            Look($"{where}, tag {name}", value?.ToString());
    }

    private sealed class Listeners(ActivityListener activities, MeterListener metrics) : IDisposable
    {
        public void Dispose()
        {
            AppDomain.CurrentDomain.FirstChanceException -= LookAtException;
            activities.Dispose();
            metrics.Dispose();
        }
    }
}
