using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>A call that is repeated stays one call.</summary>
[TestFixture]
internal sealed class RetrySpanTests
{
    [Test]
    public async Task Each_repetition_is_an_event_of_the_one_span()
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var client = RunControlClient.ForFeldera(Watched.Feldera with
        {
            Endpoint = server.Endpoint.ToString(),
            RetryDelay = TimeSpan.FromMilliseconds(1),
        });
        server.Faults.On("GET").Times(2).AnswerAsProxy(503);
        using var spans = new SpanRecorder();

        await client.ListAsync().Soon();

        var events = spans.Ended.Single().Events.Select(happened => (happened.Name, Tags: happened.Tags.ToDictionary(tag => tag.Key, tag => tag.Value))).ToList();
        Assert.That(events.Select(happened => happened.Name), Is.EqualTo(new[] { RunControlTelemetry.RetryEvent, RunControlTelemetry.RetryEvent }));
        Assert.That(events.Select(happened => happened.Tags[RunControlTelemetry.RetryAttemptTag]), Is.EqualTo(new object[] { 1, 2 }));
        Assert.That(
            events.Select(happened => happened.Tags[RunControlTelemetry.ErrorTypeTag]), Is.All.EqualTo("RocketControl.Client.RunUnavailableException"));
    }

    [Test]
    public async Task A_span_of_the_users_own_is_left_alone()
    {
        using var spans = new SpanRecorder();
        var attempts = 0;
        var policy = new Client.Resilience.RetryPolicy(1, TimeSpan.FromMilliseconds(1), TimeProvider.System, _ => true, (_, _) => { });

        await policy.ExecuteAsync(
            repeatable: true,
            _ => attempts++ == 0 ? throw new RunUnavailableException("busy", new RunErrorContext(RunBackend.Feldera, RunOperation.List)) : new ValueTask<int>(1),
            CancellationToken.None).AsTask().Soon();

        Assert.That((attempts, spans.Root.Events.Count()), Is.EqualTo((2, 0)));
    }
}
