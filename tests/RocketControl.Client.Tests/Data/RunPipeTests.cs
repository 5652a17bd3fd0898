using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

[TestFixture]
internal sealed class RunPipeTests
{
    private static readonly byte[] Bytes = [1, 2, 3];

    [Test]
    public async Task A_second_write_while_one_is_under_way_is_refused()
    {
        var gate = new TaskCompletionSource();
        await using var pipe = new RecordingPipe { Step = gate.Task.WaitAsync };
        var first = pipe.WriteAsync(Bytes);

        Assert.That(() => pipe.WriteAsync(Bytes), Throws.InvalidOperationException.With.Message.Contains("one operation at a time"));
        Assert.That(() => pipe.CompleteAsync(), Throws.InvalidOperationException.With.Message.Contains("one operation at a time"));
        gate.SetResult();
        await first.Soon();
        await pipe.WriteAsync(Bytes).Soon();
    }

    [Test]
    public async Task A_pipe_takes_nothing_more_when_it_is_complete()
    {
        await using var pipe = new RecordingPipe();
        await pipe.CompleteAsync().Soon();

        Assert.That(() => pipe.WriteAsync(Bytes), Throws.InvalidOperationException.With.Message.Contains("is complete"));
        Assert.That(() => pipe.CompleteAsync(), Throws.InvalidOperationException.With.Message.Contains("is complete"));
        Assert.That(pipe.Completions, Is.EqualTo(1));
    }

    [Test]
    public async Task After_a_failed_write_nothing_can_be_written_or_completed()
    {
        var failure = new RunNotRunningException("The run has ended.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
        await using var pipe = new RecordingPipe { Step = _ => throw failure };
        await pipe.WriteAsync(Bytes).FailsWith<RunNotRunningException>();
        pipe.Step = _ => Task.CompletedTask;

        var exception = await pipe.CompleteAsync().FailsWith<PipeFailedException>();

        Assert.That(exception.InnerException, Is.SameAs(failure));
        Assert.That(exception.Message, Does.Contain("The run has ended."));
        Assert.That(pipe.Completions, Is.Zero);
    }

    [Test]
    public async Task A_write_that_was_refused_before_anything_was_sent_does_no_harm()
    {
        var refusal = new RunInvalidArgumentException("Too large.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send));
        await using var pipe = new RecordingPipe { Step = _ => throw refusal };
        await pipe.WriteAsync(Bytes).FailsWith<RunInvalidArgumentException>();
        pipe.Step = _ => Task.CompletedTask;

        await pipe.WriteAsync(Bytes).Soon();

        Assert.That((await pipe.CompleteAsync().Soon()).Name, Is.EqualTo("completed"));
    }

    [Test]
    public async Task A_cancelled_write_gives_up_the_object()
    {
        using var cancellation = new CancellationTokenSource();
        await using var pipe = new RecordingPipe { Step = Forever };
        var write = pipe.WriteAsync(Bytes, cancellation.Token);

        await cancellation.CancelAsync();
        await write.IsCancelledBy(cancellation.Token);

        await pipe.CompleteAsync().FailsWith<PipeFailedException>();
    }

    [Test]
    public async Task Disposing_ends_the_write_that_is_under_way_and_abandons_the_object()
    {
        var pipe = new RecordingPipe { Step = Forever };
        var write = pipe.WriteAsync(Bytes);

        await pipe.DisposeAsync().Soon();
        await pipe.DisposeAsync().Soon();

        await write.FailsWith<ObjectDisposedException>();
        Assert.That(() => pipe.WriteAsync(Bytes), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(pipe.Disposals, Is.EqualTo(1));
        Assert.That(pipe.Completions, Is.Zero);
    }

    [Test]
    public async Task A_stream_collects_small_writes_to_pieces()
    {
        await using var pipe = new RecordingPipe();
        var stream = pipe.AsStream();
        for (var i = 0; i < 5; i++)
            await stream.WriteAsync(new byte[300 * 1024]);

        Assert.That(pipe.Writes.Select(write => write.Length), Is.EqualTo(new[] { 1024 * 1024 }));
        await pipe.CompleteAsync();
        Assert.That(pipe.Writes.Select(write => write.Length), Is.EqualTo(new[] { 1024 * 1024, (1500 - 1024) * 1024 }));
    }

    [Test]
    public async Task Flushing_a_stream_sends_what_it_has()
    {
        await using var pipe = new RecordingPipe();
        await using var stream = pipe.AsStream();
        await stream.WriteAsync(Bytes);
        Assert.That(pipe.Writes, Is.Empty);

        await stream.FlushAsync();
        await stream.FlushAsync();

        Assert.That(pipe.Writes, Is.EqualTo(new[] { Bytes }));
    }

    [Test]
    public async Task What_a_stream_has_goes_before_what_is_written_to_the_pipe_itself()
    {
        await using var pipe = new RecordingPipe();
        await pipe.AsStream().WriteAsync(Bytes);

        await pipe.WriteAsync(new byte[] { 4 });

        Assert.That(pipe.Writes, Is.EqualTo(new[] { Bytes, [4] }));
    }

    [Test]
    public async Task Disposing_of_a_stream_flushes_it_and_leaves_the_pipe_open()
    {
        await using var pipe = new RecordingPipe();
        await using (var stream = pipe.AsStream())
            await stream.WriteAsync(Bytes);

        Assert.That(pipe.Writes, Is.EqualTo(new[] { Bytes }));
        Assert.That((await pipe.CompleteAsync()).Name, Is.EqualTo("completed"));
    }

    [Test]
    public async Task A_stream_that_outlives_its_pipe_is_disposed_of_without_complaint([Values] bool hasFailed)
    {
        await using var pipe = new RecordingPipe();
        await using var stream = pipe.AsStream();
        await stream.WriteAsync(Bytes);
        pipe.Step = _ => hasFailed ? throw new InvalidDataException() : Task.CompletedTask;

        if (hasFailed)
            await pipe.CompleteAsync().FailsWith<InvalidDataException>();
        else
            await pipe.CompleteAsync().Soon();
    }

    [Test]
    public void A_stream_is_written_asynchronously_only()
    {
        var stream = new RecordingPipe().AsStream();

        Assert.Multiple(() =>
        {
            Assert.That(() => stream.Write(Bytes), Throws.TypeOf<NotSupportedException>().With.Message.Contains("WriteAsync"));
            Assert.That(stream.Flush, Throws.TypeOf<NotSupportedException>());
            Assert.That(stream.CanWrite, Is.True);
            Assert.That(stream.CanRead, Is.False);
            Assert.That(stream.CanSeek, Is.False);
        });
    }

    [Test]
    public void A_pipe_for_texts_is_no_stream() =>
        Assert.That(
            new RecordingPipe(takesBytes: false).AsStream,
            Throws.TypeOf<RunNotSupportedException>().With.Message.Contains("WriteAsync with whole texts"));

    private static Task Forever(CancellationToken token) => new TaskCompletionSource().Task.WaitAsync(token);
}
