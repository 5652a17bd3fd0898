using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Conventions;

/// <summary>The watch that goes through the whole suite finds what it is for. This one is a watch of the test's own, with keys that nobody else knows.</summary>
[TestFixture]
internal sealed class SecretWatchTests
{
    private readonly string _key = $"watched-{Guid.NewGuid():N}";
    private readonly string _token = $"watched-{Guid.NewGuid():N}";
    private SecretWatch _watch = null!;
    private IDisposable _listeners = null!;

    [SetUp]
    public void Begin()
    {
        _watch = new SecretWatch(new Regex(_key), new Regex(_token));
        _listeners = _watch.Begin();
    }

    [TearDown]
    public void End() => _listeners.Dispose();

    [Test]
    public void In_log_lines_their_values_and_their_exceptions()
    {
        var logger = new WatchedLogs(_watch);

        logger.LogTrace("{Value}", _token);
        logger.LogError(new IOException(_key), "It failed.");

        Assert.That(Found(), Is.EqualTo(new[] { (_token, "the log line 0"), (_token, "Value of the log line 0"), (_key, "the exception of the log line 0") }));
    }

    [Test]
    public void In_an_exception_that_nobody_looks_at()
    {
        Assert.That(() => throw new RunProtocolException(_token, new RunErrorContext(RunBackend.Feldera, RunOperation.Use)), Throws.Exception);

        // It is passed on within the assertion, which counts as thrown.
        Assert.That(Found().Distinct(), Is.EqualTo(new[] { (_token, "an exception") }));
    }

    [Test]
    public void In_tags_of_activities_and_metrics()
    {
        using var activities = new ActivitySource("RocketControl.SecretWatchTests");
        using var meter = new Meter("RocketControl.SecretWatchTests");

        activities.StartActivity("an activity")!.SetTag("run", _token).Stop();
        meter.CreateCounter<long>("calls").Add(1, new KeyValuePair<string, object?>("key", _key));

        Assert.That(Found(), Is.EqualTo(new[] { (_token, "a tag of an activity, run"), (_key, "the metric calls, tag key") }));
    }

    [Test]
    public async Task In_the_address_of_a_request_though_tokens_may_be_there()
    {
        await using var server = await RocketRideEmulator.StartAsync();
        await using var transport = new RocketRideHttpTransport(Watched.RocketRide with { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey });

        foreach (var text in new[] { _token, _key })
            Assert.That(async () => await transport.GetStatusAsync(new Run(RunBackend.RocketRide, text), CancellationToken.None).Soon(), Throws.InstanceOf<RunControlException>());

        Assert.That(Found(), Is.EqualTo(new[] { (_key, "a tag of an activity, url.full") }));
    }

    private IEnumerable<(string Secret, string Where)> Found() => _watch.TakeLeaks().Select(leak => leak.Split(" in ", 2)).Select(parts => (parts[0], parts[1].Split(':')[0]));
}
