using System.IO.Pipelines;
using RocketControl.Client.Emulator.RocketRide.WebSockets;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.WebSockets;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class OutboxTests
{
    private static readonly byte[] Large = new byte[100 * 1024 * 1024];

    [Test]
    public async Task A_client_that_lets_too_much_wait_is_reset()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1000, resumeWriterThreshold: 500));
        var outbox = new Outbox();
        Task<ConnectionEnd> running = outbox.RunAsync(pipe.Writer.AsStream(), CancellationToken.None);

        bool[] accepted = [.. Enumerable.Range(0, 4).Select(_ => outbox.Enqueue(new OutboundFrame(Large)))];

        Assert.That(accepted, Is.EqualTo(new[] { true, true, true, false }));
        Assert.That(await running.WaitAsync(RawClient.Deadline), Is.EqualTo(ConnectionEnd.Reset));
    }

    [Test]
    public async Task Frames_behind_the_end_are_not_written()
    {
        using var stream = new MemoryStream();
        var outbox = new Outbox();

        bool[] accepted =
        [
            outbox.Enqueue(new OutboundFrame(new byte[] { 1 })), outbox.Enqueue(new OutboundFrame(new byte[] { 2 }, ConnectionEnd.Closing)),
            outbox.Enqueue(new OutboundFrame(new byte[] { 3 })),
        ];

        Assert.That(accepted, Is.EqualTo(new[] { true, true, false }));
        Assert.That(await outbox.RunAsync(stream, CancellationToken.None), Is.EqualTo(ConnectionEnd.Closing));
        Assert.That(stream.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
    }
}
