namespace RocketControl.Client.Data.Files;

/// <summary>A content that reports how far it was sent: a transport reads on only when the run has taken what it read before.</summary>
internal sealed class CountedContent(RunContent content, FileOnItsWay file, BatchProgress progress) : RunContent
{
    public override async ValueTask<RunContentReader> OpenAsync(RunBackend backend, CancellationToken cancellationToken)
    {
        var reader = await content.OpenAsync(backend, cancellationToken).ConfigureAwait(false);
        progress.NoteLength(file, reader.Length);
        return new CountedReading(reader, file, progress);
    }
}
