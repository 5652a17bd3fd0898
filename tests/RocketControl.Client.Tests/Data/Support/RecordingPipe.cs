using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data.Support;

/// <summary>A pipe to nowhere that keeps what it is given.</summary>
internal sealed class RecordingPipe(bool takesBytes = true) : RunPipe(SampleRun.Started, takesBytes ? "application/octet-stream" : "text/plain")
{
    public List<byte[]> Writes { get; } = [];

    public int Disposals { get; private set; }

    public int Completions { get; private set; }

    /// <summary>What each step waits for or fails with.</summary>
    public Func<CancellationToken, Task> Step { get; set; } = _ => Task.CompletedTask;

    public override long BytesWritten => Writes.Sum(write => write.Length);

    public override bool TakesBytes => takesBytes;

    protected override async Task WriteCoreAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        await Step(cancellationToken);
        Writes.Add(data.ToArray());
    }

    protected override async Task<SendResult> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        await Step(cancellationToken);
        Completions++;
        return new SendResult { Name = "completed" };
    }

    protected override ValueTask DisposeCoreAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }
}
