using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

/// <summary>What a large object costs in memory. Alone, because what is measured is all that the process allocates.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class FlatMemoryTests
{
    private const long Size = 384L * 1024 * 1024;
    private const long Allowed = 32L * 1024 * 1024;

    [Test]
    public async Task A_large_file_is_sent_with_little_memory()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "large.bin");
        await using (var file = File.Create(path))
            file.SetLength(Size);

        await MeasureAsync((client, run) => client.SendFileAsync(run, path));
    }

    [Test]
    public async Task A_large_stream_of_unknown_length_is_sent_with_little_memory()
    {
        var part = new byte[256 * 1024];
        var parts = Enumerable.Repeat<Func<CancellationToken, Task<byte[]>>>(_ => Task.FromResult(part), (int)(Size / part.Length));

        await MeasureAsync((client, run) => client.SendAsync(run, new ScriptedStream(parts)));
    }

    private static async Task MeasureAsync(Func<RunControlClient, RunReference, Task<SendResult>> send)
    {
        await using var server = new SwallowingServer();
        server.Start();
        await using var client = RunControlClient.ForRocketRide(new RocketRideOptions
        {
            Endpoint = server.Endpoint,
            Credential = "key",
            Transport = RocketRideTransportMode.WebSocket,
        });
        await client.SendAsync(SampleRun.Started, new byte[4 * 1024 * 1024]).Soon();
        var (received, writes) = (server.BytesReceived, server.Writes);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await send(client, SampleRun.Started).Soon();

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Out.WriteLine($"{allocated:N0} bytes allocated for {Size:N0} bytes sent");
        Assert.That(server.BytesReceived - received, Is.EqualTo(Size));
        Assert.That(server.Writes - writes, Is.EqualTo(Size / (1024 * 1024)));
        Assert.That(allocated, Is.LessThan(Allowed));
    }
}
