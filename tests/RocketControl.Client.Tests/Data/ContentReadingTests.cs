using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class ContentReadingTests
{
    [Test]
    public async Task Bytes_are_read_without_being_copied()
    {
        var bytes = new byte[10];
        await using var reader = await OpenAsync(RunContent.FromBytes(bytes));

        var first = await reader.ReadAsync(6, default);
        var second = await reader.ReadAsync(6, default);
        bytes[0] = 1;
        bytes[6] = 2;

        Assert.Multiple(() =>
        {
            Assert.That(reader.Length, Is.EqualTo(10));
            Assert.That(first.Length, Is.EqualTo(6));
            Assert.That(first.Span[0], Is.EqualTo(1));
            Assert.That(second.Length, Is.EqualTo(4));
            Assert.That(second.Span[0], Is.EqualTo(2));
        });
        Assert.That((await reader.ReadAsync(6, default)).IsEmpty, Is.True);
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64 * 1024)]
    [TestCase(1024 * 1024)]
    public async Task A_stream_that_gives_little_at_a_time_is_read_in_full_pieces(int size)
    {
        var bytes = new byte[(3 * size) + 1];
        Random.Shared.NextBytes(bytes);
        var parts = bytes.Chunk(Math.Max(1, size / 3)).Select(part => ScriptedStream.Give(part));
        await using var reader = await OpenAsync(RunContent.FromStream(new ScriptedStream(parts)));

        var pieces = await ReadAllAsync(reader, size);

        Assert.That(pieces.Select(piece => piece.Length), Is.EqualTo(new[] { size, size, size, 1 }));
        Assert.That(pieces.SelectMany(piece => piece).SequenceEqual(bytes), Is.True, "the bytes came in order");
    }

    [Test]
    public async Task The_length_of_a_seekable_stream_is_what_is_left_of_it()
    {
        var stream = new MemoryStream(new byte[10]) { Position = 4 };

        await using var reader = await OpenAsync(RunContent.FromStream(stream));

        Assert.That(reader.Length, Is.EqualTo(6));
        Assert.That((await reader.ReadAsync(100, default)).Length, Is.EqualTo(6));
    }

    [Test]
    public async Task The_length_of_other_streams_is_not_known()
    {
        await using var reader = await OpenAsync(RunContent.FromStream(new ScriptedStream()));

        Assert.That(reader.Length, Is.Null);
    }

    [Test]
    public async Task A_given_stream_stays_open_and_one_that_was_opened_for_the_send_does_not()
    {
        var given = new ScriptedStream();
        var opened = new ScriptedStream();

        await (await OpenAsync(RunContent.FromStream(given))).DisposeAsync();
        await (await OpenAsync(RunContent.FromStream(_ => new ValueTask<Stream>(opened)))).DisposeAsync();

        Assert.That(given.IsDisposed, Is.False);
        Assert.That(opened.IsDisposed, Is.True);
    }

    [Test]
    public async Task A_stream_may_be_opened_again_until_something_was_read()
    {
        var content = RunContent.FromStream(new MemoryStream(new byte[10]));
        await (await OpenAsync(content)).DisposeAsync();
        await using var reader = await OpenAsync(content);
        await reader.ReadAsync(1, default);

        var exception = await Fails.With<RunContentException>(() => OpenAsync(content));

        Assert.That(exception.Message, Does.Contain("sent once"));
    }

    [Test]
    public async Task A_stream_that_throws_is_an_error_of_the_content()
    {
        var cause = new InvalidDataException("The archive is damaged.");
        await using var reader = await OpenAsync(RunContent.FromStream(new ScriptedStream(ScriptedStream.Give(5), ScriptedStream.Throw(cause))));

        var exception = await Fails.With<RunContentException>(() => reader.ReadAsync(10, default).AsTask());

        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.Content));
            Assert.That(exception.InnerException, Is.SameAs(cause));
            Assert.That(exception.BytesRead, Is.EqualTo(5));
            Assert.That(exception.Message, Does.Contain("The archive is damaged.").And.Contain("abandoned").And.Contain("again"));
            Assert.That(exception.OutcomeUnknown, Is.False);
        });
    }

    [TestCase(3, "gives more")]
    [TestCase(5, "ended after 4")]
    public async Task A_stream_is_held_to_the_length_that_was_given_for_it(long length, string told)
    {
        await using var reader = await OpenAsync(RunContent.FromStream(new ScriptedStream(ScriptedStream.Give(4)), length));

        var exception = await Fails.With<RunContentException>(() => ReadAllAsync(reader, 2));

        Assert.That(exception.Message, Does.Contain($"announced with {length} bytes").And.Contain(told));
    }

    [Test]
    public void A_negative_length_is_refused() =>
        Assert.That(() => RunContent.FromStream(Stream.Null, -1), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task A_stream_that_cannot_be_opened_is_an_error_of_the_content()
    {
        var content = RunContent.FromStream(_ => throw new TimeoutException("The store does not answer."));

        var exception = await Fails.With<RunContentException>(() => OpenAsync(content));

        Assert.That(exception.Message, Does.Contain("The store does not answer."));
    }

    [Test]
    public async Task A_cancelled_reading_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        await using var reader = await OpenAsync(RunContent.FromStream(new ScriptedStream(ScriptedStream.After(new TaskCompletionSource().Task, new TaskCompletionSource()))));
        var reading = reader.ReadAsync(1, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await reading.IsCancelledBy(cancellation.Token);
    }

    private static Task<RunContentReader> OpenAsync(RunContent content) => content.OpenAsync(RunBackend.RocketRide, default).AsTask();

    private static async Task<List<byte[]>> ReadAllAsync(RunContentReader reader, int size)
    {
        var pieces = new List<byte[]>();
        while (await reader.ReadAsync(size, default).Soon() is { Length: > 0 } piece)
            pieces.Add(piece.ToArray());
        return pieces;
    }
}
