namespace RocketControl.Client.Data;

/// <summary>A stream of the caller's. It may be opened again as long as nothing was read from it.</summary>
internal sealed class GivenStreamContent(Stream stream, long? length) : RunContent
{
    private volatile bool _wasRead;

    public override ValueTask<RunContentReader> OpenAsync(RunBackend backend, CancellationToken cancellationToken)
    {
        var failures = new ContentFailures(backend);
        if (_wasRead)
            throw failures.ReadBefore();
        try
        {
            return new(new StreamReading(stream, length ?? RemainingLength.Of(stream), ownsStream: false, failures, () => _wasRead = true));
        }
        catch (Exception exception)
        {
            throw failures.CannotOpen(exception);
        }
    }
}
