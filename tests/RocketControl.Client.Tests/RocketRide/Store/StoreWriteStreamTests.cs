using System.Text;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide.Store;

internal sealed class StoreWriteStreamTests : TransportTests
{
    private const int Piece = 1024 * 1024;

    private RocketRideStore Store => Transport.Store;

    [Test]
    public async Task Small_writes_travel_together_in_pieces_of_1_MiB()
    {
        var content = new byte[(2 * Piece) + 5];
        Random.Shared.NextBytes(content);
        await using (var file = await Store.OpenWriteAsync("a").Soon())
        {
            for (var offset = 0; offset < content.Length; offset += 50_000)
                await file.WriteAsync(content.AsMemory(offset, Math.Min(50_000, content.Length - offset))).Soon();
        }

        Assert.That(Written(), Is.EqualTo([Piece, Piece, 5]));
        Assert.That((await Store.ReadBytesAsync("a").Soon()).ToArray(), Is.EqualTo(content));
    }

    /// <summary>The official clients send a text of any size in one frame, which has a limit (RocketRide protocol §13.3).</summary>
    [Test]
    public async Task A_long_text_is_not_sent_in_one_frame()
    {
        await Store.WriteTextAsync("a", new string('x', (2 * Piece) + 1)).Soon();

        Assert.That(Written(), Is.EqualTo([Piece, Piece, 1]));
    }

    [Test]
    public async Task Each_piece_waits_for_the_one_before()
    {
        await using var file = await Store.OpenWriteAsync("a").Soon();
        var reply = Server.Faults.On("rrext_store", "fs_write").Once().HoldReply();

        var write = file.WriteAsync(new byte[2 * Piece]).AsTask();
        await reply.Reached.Soon();
        await Transport.PingAsync().Soon();
        var sentAtOnce = Written();
        reply.Release();
        await write.Soon();

        Assert.That((sentAtOnce.Count, Written().Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task What_was_written_counts_from_completion_on()
    {
        var file = await Store.OpenWriteAsync("a").Soon();
        await file.WriteAsync("content"u8.ToArray()).Soon();
        await file.FlushAsync().Soon();

        var before = await Store.ReadTextAsync("a").Soon();
        await file.CompleteAsync().Soon();
        await file.CompleteAsync().Soon();
        await file.DisposeAsync().Soon();

        Assert.That((before, await Store.ReadTextAsync("a").Soon()), Is.EqualTo(("", "content")));
        Assert.That(CountRequests("rrext_store", "fs_close"), Is.EqualTo(3), "one for each of the three times the file was open");
    }

    [Test]
    public async Task Nobody_else_can_write_the_file_meanwhile()
    {
        await using var file = await Store.OpenWriteAsync("a").Soon();

        var refused = await Fails.With<StoreException>(() => NewTransport().Store.OpenWriteAsync("a"));

        Assert.That(refused.Kind, Is.EqualTo(RunControlErrorKind.Conflict));
    }

    [Test]
    public async Task A_file_whose_writing_failed_is_not_completed_by_disposing()
    {
        var file = await Store.OpenWriteAsync("a").Soon();
        Server.Faults.On("rrext_store", "fs_write").Once().FailWith("Failed to write chunk to users/local/files/a: no space left");

        await file.WriteAsync("lost"u8.ToArray()).Soon();
        var failure = await Fails.With<StoreException>(() => file.FlushAsync());
        await file.DisposeAsync().Soon();

        Assert.That(failure.Kind, Is.EqualTo(RunControlErrorKind.Server));
        Assert.That(CountRequests("rrext_store", "fs_close"), Is.Zero);
        await Fails.With<InvalidOperationException>(() => file.CompleteAsync());
    }

    [Test]
    public async Task A_file_that_was_given_up_is_not_completed_by_disposing_and_can_be_released()
    {
        var file = await Store.OpenWriteAsync("a").Soon();
        await file.WriteAsync("part"u8.ToArray()).Soon();
        await file.FlushAsync().Soon();
        file.Abandon();
        await file.DisposeAsync().Soon();
        await Fails.With<StoreException>(() => Store.OpenWriteAsync("a"));

        await file.ReleaseAsync().Soon();

        Assert.That(await Store.ReadTextAsync("a").Soon(), Is.EqualTo("part"), "the server cannot discard");
        await Store.WriteTextAsync("a", "new").Soon();
    }

    [Test]
    public async Task A_cancelled_write_cannot_be_completed()
    {
        using var impatient = new CancellationTokenSource();
        var file = await Store.OpenWriteAsync("a").Soon();
        var reply = Server.Faults.On("rrext_store", "fs_write").Once().HoldReply();
        var write = file.WriteAsync(new byte[Piece], impatient.Token).AsTask();
        await reply.Reached.Soon();
        await impatient.CancelAsync();

        await write.IsCancelledBy(impatient.Token);

        await Fails.With<InvalidOperationException>(() => file.CompleteAsync());
        Assert.That(file.CanWrite, Is.False);
        reply.Release();
    }

    [Test]
    public async Task A_helper_whose_write_failed_leaves_the_path_free()
    {
        Server.Faults.On("rrext_store", "fs_write").Once().FailWith("Failed to write chunk to users/local/files/a: no space left");

        await Fails.With<StoreException>(() => Store.WriteTextAsync("a", "lost"));
        await Server.WaitForRequestAsync("rrext_store", "fs_close").Soon();
        await Store.WriteTextAsync("a", "kept").Soon();

        Assert.That(await Store.ReadTextAsync("a").Soon(), Is.EqualTo("kept"));
    }

    /// <summary>RocketRide protocol §13.4, 14: a dropped connection commits what its open files have.</summary>
    [Test]
    public async Task A_write_on_a_lost_connection_fails_and_the_server_keeps_the_part_it_has()
    {
        var file = await Store.OpenWriteAsync("a").Soon();
        await file.WriteAsync("first part, "u8.ToArray()).Soon();
        await file.FlushAsync().Soon();
        Server.Faults.On("rrext_store", "fs_write").Once().DropBeforeExecuting();
        await file.WriteAsync("second part"u8.ToArray()).Soon();

        var failure = await Fails.With<RunConnectionLostException>(() => file.FlushAsync());
        await file.DisposeAsync().Soon();

        Assert.That(failure.OutcomeUnknown, Is.True);
        Assert.That(CountRequests("rrext_store", "fs_close"), Is.Zero);
        Assert.That(await Store.ReadTextAsync("a").Soon(), Is.EqualTo("first part, "));
    }

    [Test]
    public async Task A_file_disposed_synchronously_says_that_it_was_not_completed()
    {
        var file = await Store.OpenWriteAsync("a").Soon();

        Assert.That(file.Dispose, Throws.TypeOf<InvalidOperationException>());
        Assert.That(() => file.Write([1], 0, 1), Throws.TypeOf<NotSupportedException>());
        Assert.That(CountRequests("rrext_store", "fs_close"), Is.Zero);
        await file.ReleaseAsync().Soon();
    }

    [Test]
    public async Task A_writer_of_texts_works_when_the_file_is_completed()
    {
        await using (var file = await Store.OpenWriteAsync("a").Soon())
        await using (var writer = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true))
        {
            await writer.WriteAsync("line\n").Soon();
        }

        Assert.That(await Store.ReadTextAsync("a").Soon(), Is.EqualTo("line\n"));
    }

    [Test]
    public async Task Pieces_fit_into_the_messages_that_are_allowed()
    {
        var content = new byte[200_000];
        Random.Shared.NextBytes(content);
        var store = NewTransport(ClientOptions with { MaxMessageBytes = 64 * 1024 }).Store;

        await store.WriteBytesAsync("a", content).Soon();

        Assert.That((await store.ReadBytesAsync("a").Soon()).ToArray(), Is.EqualTo(content));
    }

    private List<long?> Written() => [.. Server.ReceivedRequests.Where(request => request.Subcommand == "fs_write").Select(request => request.DataLength)];
}
