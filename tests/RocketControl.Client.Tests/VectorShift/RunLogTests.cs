using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.VectorShift;

[TestFixture]
internal sealed class RunLogTests
{
    private static readonly Run Run = new VectorShiftRunId("p", "r").ToRun();

    [Test]
    public async Task Every_reader_gets_everything_also_those_who_come_late()
    {
        var log = new RunLog(maxEvents: 10, maxBytes: 1000);
        var early = ReadAsync(log);
        for (var number = 1; number <= 3; number++)
            log.Add(Output(number));
        log.Complete();

        Assert.That(await early.Soon(), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(await ReadAsync(log).Soon(), Is.EqualTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public async Task What_does_not_fit_is_dropped_from_the_oldest_on_and_told()
    {
        var log = new RunLog(maxEvents: 2, maxBytes: 1000);
        for (var number = 1; number <= 5; number++)
            log.Add(Output(number));
        log.Complete();

        Assert.That(await ReadAsync(log).Soon(), Is.EqualTo(new[] { "3 dropped", "4", "5" }));
    }

    [Test]
    public async Task Large_events_count_more_but_the_newest_stays()
    {
        var log = new RunLog(maxEvents: 10, maxBytes: 100);
        log.Add(Output(1), 60);
        log.Add(Output(2), 60);
        log.Add(Output(3), 500);
        log.Complete();

        Assert.That(await ReadAsync(log).Soon(), Is.EqualTo(new[] { "2 dropped", "3" }));
    }

    [Test]
    public async Task A_failure_reaches_every_reader_behind_the_events()
    {
        var log = new RunLog(maxEvents: 10, maxBytes: 1000);
        log.Add(Output(1));
        log.Complete(() => new InvalidOperationException("broken"));
        log.Complete();
        log.Add(Output(2));

        Assert.That((await ReadAsync(log).FailureAsync<InvalidOperationException>()).Message, Is.EqualTo("broken"));
    }

    [Test]
    public async Task A_reader_can_leave()
    {
        var log = new RunLog(maxEvents: 10, maxBytes: 1000);
        using var leave = new CancellationTokenSource();
        var reading = ReadAsync(log, leave.Token);

        await leave.CancelAsync();

        await reading.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_log_that_is_shrunk_keeps_the_end()
    {
        var log = new RunLog(maxEvents: 10, maxBytes: 1000);
        for (var number = 1; number <= 3; number++)
            log.Add(Output(number));
        log.Complete();

        log.Shrink();

        Assert.That(await ReadAsync(log).Soon(), Is.EqualTo(new[] { "2 dropped", "3" }));
    }

    private static VectorShiftOutput Output(int number) => new(Run, default, $"{number}", default, IsResult: false, number);

    private static async Task<List<string>> ReadAsync(RunLog log, CancellationToken cancellationToken = default)
    {
        var seen = new List<string>();
        await foreach (var next in log.ReadAsync(Run, TimeProvider.System, cancellationToken))
            seen.Add(next is RunEventsDropped dropped ? $"{dropped.Count} dropped" : ((VectorShiftOutput)next).Name);
        return seen;
    }
}
