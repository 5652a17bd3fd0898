using RocketControl.Client.Hosting.Supervision;

namespace RocketControl.Client.Hosting.Tests.Supervision;

[TestFixture]
internal sealed class JournalReaderTests
{
    [Test]
    public async Task One_who_is_too_slow_misses_the_oldest_and_is_told()
    {
        var reader = new JournalReader();
        for (var i = 0; i < 1030; i++)
            reader.Write(new RunSupervisorEvent($"run-{i}", RunSupervisorEventKind.Started, DateTimeOffset.UnixEpoch));

        await using var events = reader.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.MoveNextAsync().Soon();
        var first = events.Current;
        await events.MoveNextAsync().Soon();

        Assert.That((first.Name, first.Missed), Is.EqualTo(("run-6", 6L)));
        Assert.That((events.Current.Name, events.Current.Missed), Is.EqualTo(("run-7", 0L)));
    }
}
