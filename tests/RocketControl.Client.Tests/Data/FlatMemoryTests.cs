using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Data;

/// <summary>What a large object costs in memory. Alone, because what is measured is all that the process allocates.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class FlatMemoryTests
{
    private const long Size = 384L * 1024 * 1024;
    private const long Huge = 3L * 1024 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Test]
    public async Task A_large_file_is_sent_with_little_memory()
    {
        await MeasureFileAsync(Size);
    }

    /// <summary>More than any 32-bit counter holds. Takes some 10 seconds, for 3 GiB go through the loopback; the tests above show the same in a tenth of it.</summary>
    [Test]
    [Category("Long")]
    public async Task A_sparse_file_of_3_GiB_is_sent_with_no_more_memory()
    {
        await MeasureFileAsync(Huge);
    }

    [Test]
    public async Task A_large_stream_of_unknown_length_is_sent_with_little_memory()
    {
        var part = new byte[256 * 1024];
        var parts = Enumerable.Repeat<Func<CancellationToken, Task<byte[]>>>(_ => Task.FromResult(part), (int)(Size / part.Length));

        await MeasureAsync(Size, (client, run) => client.SendAsync(run, new ScriptedStream(parts)));
    }

    /// <summary>The buffers of pipes and sockets on both sides, and what the two round trips of each 1 MiB piece allocate: far less than a copy of the data.</summary>
    private static long AllowedFor(long size) => (32L * 1024 * 1024) + (size / 64);

    private static async Task MeasureFileAsync(long size)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "large.bin");
        await using (var file = File.Create(path))
            file.SetLength(size);

        await MeasureAsync(size, (client, run) => client.SendFileAsync(run, path));
    }

    private static async Task MeasureAsync(long size, Func<RunControlClient, RunReference, Task<SendResult>> send)
    {
        await using var server = new SwallowingServer();
        server.Start();
        await using var client = RunControlClient.ForRocketRide(Watched.RocketRide with
        {
            Endpoint = server.Endpoint,
            Credential = "key",
            Transport = RocketRideTransportMode.WebSocket,
        });
        await client.SendAsync(SampleRun.Started, new byte[4 * 1024 * 1024]).Soon();
        var (received, writes) = (server.BytesReceived, server.Writes);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await send(client, SampleRun.Started).WaitAsync(Patience);

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Out.WriteLine($"{allocated:N0} bytes allocated for {size:N0} bytes sent");
        Assert.That(server.BytesReceived - received, Is.EqualTo(size));
        Assert.That(server.Writes - writes, Is.EqualTo(size / (1024 * 1024)));
        Assert.That(allocated, Is.LessThan(AllowedFor(size)));
    }
}
