using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide.Store;

internal sealed class StoreReadStreamTests : TransportTests
{
    private const int Piece = 4 * 1024 * 1024;

    private RocketRideStore Store => Transport.Store;

    [Test]
    public async Task A_large_file_is_read_in_pieces_of_4_MiB()
    {
        var content = new byte[Piece + 100];
        Random.Shared.NextBytes(content);
        await Store.WriteBytesAsync("large", content).Soon();

        await using var file = await Store.OpenReadAsync("large").Soon();
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy).Soon();

        Assert.That(copy.ToArray(), Is.EqualTo(content));
        Assert.That(CountRequests("rrext_store", "fs_read"), Is.EqualTo(3), "two pieces and the end");
    }

    [Test]
    public async Task Small_reads_are_served_from_one_piece()
    {
        await Store.WriteTextAsync("a", "0123456789").Soon();
        await using var file = await Store.OpenReadAsync("a").Soon();

        var read = new byte[10];
        for (var index = 0; index < 10; index++)
            await file.ReadExactlyAsync(read.AsMemory(index, 1)).Soon();

        Assert.That(read, Is.EqualTo("0123456789"u8.ToArray()));
        Assert.That(CountRequests("rrext_store", "fs_read"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_stream_can_seek()
    {
        await Store.WriteTextAsync("a", "0123456789").Soon();
        await using var file = await Store.OpenReadAsync("a").Soon();

        Assert.That((file.CanSeek, file.Length), Is.EqualTo((true, 10L)));
        Assert.That((await CharacterAtAsync(-1, SeekOrigin.End), await CharacterAtAsync(3, SeekOrigin.Begin), await CharacterAtAsync(2, SeekOrigin.Current)),
            Is.EqualTo(('9', '3', '6')));
        file.Position = 99;
        Assert.That(await file.ReadAsync(new byte[1]).Soon(), Is.Zero);

        async Task<char> CharacterAtAsync(long offset, SeekOrigin origin)
        {
            file.Seek(offset, origin);
            var one = new byte[1];
            await file.ReadExactlyAsync(one).Soon();
            return (char)one[0];
        }
    }

    [Test]
    public async Task Closing_frees_the_handle_so_that_many_files_can_be_read_one_after_the_other()
    {
        await Store.WriteTextAsync("a", "x").Soon();

        for (var count = 0; count < 70; count++)
        {
            await using var file = await Store.OpenReadAsync("a").Soon();
            Assert.That(file.CanRead, Is.True);
        }
    }

    [Test]
    public async Task A_reader_that_knows_no_asynchronous_closing_frees_the_handle_too()
    {
        await Store.WriteTextAsync("a", "line 1\nline 2").Soon();

        using (var reader = new StreamReader(await Store.OpenReadAsync("a").Soon()))
            Assert.That(await reader.ReadLineAsync().Soon(), Is.EqualTo("line 1"));

        await Server.WaitForRequestAsync(request => request.Subcommand == "fs_close" && request.ArgumentsJson!.Contains("\"mode\":\"r\"")).Soon();
    }

    [Test]
    public async Task Too_many_open_files_are_a_conflict()
    {
        await Store.WriteTextAsync("a", "x").Soon();
        var files = new List<Stream>();
        for (var count = 0; count < 64; count++)
            files.Add(await Store.OpenReadAsync("a").Soon());

        Assert.That((await Fails.With<StoreException>(() => Store.OpenReadAsync("a"))).Kind, Is.EqualTo(RunControlErrorKind.Conflict));
        await files[0].DisposeAsync().Soon();
        await using var another = await Store.OpenReadAsync("a").Soon();

        Assert.That(another.CanRead, Is.True);
    }

    [Test]
    public async Task After_a_lost_connection_the_file_has_to_be_opened_again()
    {
        await Store.WriteTextAsync("a", "x").Soon();
        await using var file = await Store.OpenReadAsync("a").Soon();
        Server.Faults.DropConnections();

        var failure = await ((Task)file.ReadAsync(new byte[1]).AsTask()).FailureAsync<RunControlException>();
        Assert.That(failure, Is.InstanceOf<RunConnectionLostException>().Or.InstanceOf<StoreException>(), failure.ToString());
        var next = await Fails.With<StoreException>(() => file.ReadAsync(new byte[1]).AsTask());

        Assert.That(next.Kind, Is.EqualTo(RunControlErrorKind.InvalidState));
    }

    [Test]
    public async Task A_file_opened_for_nobody_is_closed_again()
    {
        await Store.WriteTextAsync("a", "x").Soon();
        using var impatient = new CancellationTokenSource();
        var reply = Server.Faults.On("rrext_store", "fs_open").Once().HoldReply();
        var open = Store.OpenWriteAsync("a", impatient.Token);
        await reply.Reached.Soon();
        await impatient.CancelAsync();
        await open.IsCancelledBy(impatient.Token);

        var opened = Server.ReceivedRequests.Last(request => request.Subcommand == "fs_open").Number;
        reply.Release();
        await Server.WaitForRequestAsync(request => request.Subcommand == "fs_close" && request.Number > opened).Soon();

        await Store.WriteTextAsync("a", "free again").Soon();
    }

    [Test]
    public async Task Reading_is_asynchronous_only()
    {
        await Store.WriteTextAsync("a", "x").Soon();
        await using var file = await Store.OpenReadAsync("a").Soon();

        Assert.That(() => file.ReadByte(), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => file.WriteByte(1), Throws.TypeOf<NotSupportedException>());
        Assert.That((file.CanRead, file.CanWrite), Is.EqualTo((true, false)));
    }
}
