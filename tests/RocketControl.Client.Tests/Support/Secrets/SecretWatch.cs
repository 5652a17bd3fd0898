using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>
/// Sees everything that the library says in the whole process (log lines of every level, exceptions, activities, metrics, addresses of requests) and remembers where a
/// key or a token was in it.
/// </summary>
/// <param name="key">What a key looks like, which is to be nowhere.</param>
/// <param name="token">What the token of a run looks like, which may be in addresses only: RocketRide protocol §9 puts it into the query.</param>
internal sealed partial class SecretWatch(Regex key, Regex token)
{
    private const int LongestExcerpt = 2_000;

    private static readonly string[] Speakers = ["RocketControl", "System.Net.Http"];

    [ThreadStatic]
    private static bool _isLooking;

    private readonly ConcurrentQueue<string> _leaks = new();
    private readonly long[] _looked = new long[Enum.GetValues<Sighting>().Length];
    private Listeners? _listeners;

    /// <summary>The watch of all tests: the keys that they log in with, and tokens as servers make them.</summary>
    public static SecretWatch OfSuite { get; } = new(Keys(), Tokens());

    /// <summary>How many texts of that kind were looked at.</summary>
    public long Looked(Sighting kind) => Volatile.Read(ref _looked[(int)kind]);

    /// <summary>Looks at exceptions, activities and metrics until it is disposed of. Log lines come from <see cref="WatchedLogs"/>.</summary>
    public IDisposable Begin()
    {
        _listeners = Listen();
        return new Reaction(() => _listeners.Dispose());
    }

    /// <summary>Looks at nothing for a while, so that nobody listens to the library. Only for tests that have the process to themselves.</summary>
    public IDisposable Rest()
    {
        _listeners?.Dispose();
        return new Reaction(() => _listeners = Listen());
    }

    private Listeners Listen()
    {
        AppDomain.CurrentDomain.FirstChanceException += LookAtException;
        var activities = new ActivityListener
        {
            ShouldListenTo = source => IsSpeaker(source.Name),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = LookAtActivity,
        };
        ActivitySource.AddActivityListener(activities);
        var metrics = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (IsSpeaker(instrument.Meter.Name))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => LookAtTags(instrument, tags));
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => LookAtTags(instrument, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => LookAtTags(instrument, tags));
        metrics.Start();
        return new Listeners(this, activities, metrics);
    }

    /// <summary>Looks for keys and, except in addresses, tokens.</summary>
    public void Look(Sighting kind, string where, string? text)
    {
        Interlocked.Increment(ref _looked[(int)kind]);
        if (text is null)
            return;
        var found = key.Match(text);
        if (!found.Success && kind != Sighting.Address)
            found = token.Match(text);
        if (found.Success)
            _leaks.Enqueue($"{found.Value} in {where}: {text[..Math.Min(text.Length, LongestExcerpt)]}");
    }

    /// <summary>What was found since somebody took it last.</summary>
    public IReadOnlyList<string> TakeLeaks()
    {
        var taken = new List<string>();
        while (_leaks.TryDequeue(out var leak))
            taken.Add(leak);
        return taken;
    }

    public override string ToString() => $"Searched for keys and tokens: {string.Join(", ", Enum.GetValues<Sighting>().Select(kind => $"{kind} {Looked(kind):N0}"))}";

    [GeneratedRegex("emulator-key|rr_0123456789abcdef|rr_wrong-key|apikey:(secret|contract|wrong)|sk-(the-key|very-wrong)")]
    private static partial Regex Keys();

    [GeneratedRegex(@"\b(tk|pk)_[0-9a-f]{32}\b|tk_soak-")]
    private static partial Regex Tokens();

    private static bool IsSpeaker(string name) => Array.Exists(Speakers, speaker => name.StartsWith(speaker, StringComparison.Ordinal));

    private void LookAtException(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not (RunControlException or ArgumentException) || _isLooking)
            return;
        _isLooking = true;
        try
        {
            Look(Sighting.Exception, "an exception", thrown.Exception.ToString());
        }
        finally
        {
            _isLooking = false;
        }
    }

    private void LookAtActivity(Activity activity)
    {
        Look(Sighting.Activity, "an activity", $"{activity.DisplayName} {activity.StatusDescription}");
        foreach (var (name, value) in activity.TagObjects)
            Look(name.StartsWith("url.", StringComparison.Ordinal) ? Sighting.Address : Sighting.Activity, $"a tag of an activity, {name}", value?.ToString());
        foreach (var tag in activity.Events.SelectMany(happened => happened.Tags))
            Look(Sighting.Activity, $"an event of an activity, {tag.Key}", tag.Value?.ToString());
    }

    private void LookAtTags(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
            Look(Sighting.Metric, $"the metric {instrument.Name}, tag {name}", value?.ToString());
    }

    private sealed class Reaction(Action onDispose) : IDisposable
    {
        public void Dispose() => onDispose();
    }

    private sealed class Listeners(SecretWatch watch, ActivityListener activities, MeterListener metrics) : IDisposable
    {
        public void Dispose()
        {
            AppDomain.CurrentDomain.FirstChanceException -= watch.LookAtException;
            activities.Dispose();
            metrics.Dispose();
        }
    }
}
