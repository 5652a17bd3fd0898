namespace RocketControl.Client.Data;

/// <summary>A file. Others may write to it meanwhile, which is noticed by its length.</summary>
internal sealed class FileContent(string path) : RunContent
{
    private static readonly FileStreamOptions Options = new()
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = 0,
    };

    public override ValueTask<RunContentReader> OpenAsync(RunBackend backend, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var failures = new ContentFailures(backend, path);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, Options);
            return new(new StreamReading(file, RemainingLength.Of(file), ownsStream: true, failures));
        }
        catch (Exception exception)
        {
            file?.Dispose();
            throw failures.CannotOpen(exception);
        }
    }
}
