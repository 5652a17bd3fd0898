namespace RocketControl.Client.Tests.Data.Support;

/// <summary>A stream that gives what the script says, one step for each read, and has no length.</summary>
internal sealed class ScriptedStream(params IEnumerable<Func<CancellationToken, Task<byte[]>>> steps) : Stream
{
    private readonly Queue<Func<CancellationToken, Task<byte[]>>> _steps = new(steps);
    private ReadOnlyMemory<byte> _rest;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gives so many times the letter x.</summary>
    public static Func<CancellationToken, Task<byte[]>> Give(int count) => _ =>
    {
        var bytes = new byte[count];
        Array.Fill(bytes, (byte)'x');
        return Task.FromResult(bytes);
    };

    public static Func<CancellationToken, Task<byte[]>> Give(params byte[] bytes) => _ => Task.FromResult(bytes);

    public static Func<CancellationToken, Task<byte[]>> Throw(Exception exception) => _ => Task.FromException<byte[]>(exception);

    /// <summary>Gives the bytes when the task has ended.</summary>
    /// <param name="task">The task.</param>
    /// <param name="reached">Set when the stream begins to wait.</param>
    /// <param name="bytes">The bytes.</param>
    public static Func<CancellationToken, Task<byte[]>> After(Task task, TaskCompletionSource reached, params byte[] bytes) => async token =>
    {
        reached.TrySetResult();
        await task.WaitAsync(token);
        return bytes;
    };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            if (!_steps.TryDequeue(out var step))
                return 0;
            _rest = await step(cancellationToken);
        }
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
