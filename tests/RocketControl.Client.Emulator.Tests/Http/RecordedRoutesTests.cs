using RocketControl.Client.Emulator.Tests.Http.Replay;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RecordedRoutesTests
{
    /// <summary>Long enough for the engine to report what it has done: it had, when the recorded task was stopped.</summary>
    private static readonly TimeSpan BetweenRequests = TaskServer.Instant.CountsInterval;

    [Test]
    public async Task Every_recorded_request_is_answered_as_by_the_real_server()
    {
        await using TaskServer server = await TaskServer.StartAsync(change: options => options with { ApiKey = "MYAPIKEY" });
        using HttpClient client = HttpTestClient.Create(server.Emulator);
        var player = new HttpPlayer(client);
        var exemptions = new HttpExemptions();
        var comparison = new ReplyComparison(exemptions);

        IReadOnlyList<RecordedExchange> recording = HttpRecording.Load();
        var differences = new List<string>();
        foreach (RecordedExchange exchange in recording)
        {
            server.Time.Advance(BetweenRequests);
            if (comparison.Differ(exchange, await player.PlayAsync(exchange)) is { } difference)
                differences.Add(difference);
        }

        await TestContext.Error.WriteLineAsync($"Compared {recording.Count} HTTP answers, {differences.Count} different");
        Assert.That(differences, Is.Empty, () => string.Join('\n', differences));
        Assert.That(recording, Has.Count.EqualTo(36));
        Assert.That(exemptions.Unused, Is.Empty);
    }
}
