namespace RocketControl.Client.Data;

/// <summary>A stream that is opened when its turn has come.</summary>
internal sealed class LazyStreamContent(Func<CancellationToken, ValueTask<Stream>> open, long? length) : RunContent
{
    public override async ValueTask<RunContentReader> OpenAsync(RunBackend backend, CancellationToken cancellationToken)
    {
        var failures = new ContentFailures(backend);
        Stream? stream = null;
        try
        {
            stream = await open(cancellationToken).ConfigureAwait(false);
            return new StreamReading(stream, length ?? RemainingLength.Of(stream), ownsStream: true, failures);
        }
        catch (Exception exception)
        {
            if (stream is not null)
                await stream.DisposeAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException or RunControlException)
                throw;
            throw failures.CannotOpen(exception);
        }
    }
}
