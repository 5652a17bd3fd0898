namespace RocketControl.Client.Data;

/// <summary>Bytes in memory; read without copying, as often as you like.</summary>
internal sealed class BytesContent(ReadOnlyMemory<byte> data) : RunContent
{
    public override ValueTask<RunContentReader> OpenAsync(RunBackend backend, CancellationToken cancellationToken) => new(new BytesReading(data));
}
