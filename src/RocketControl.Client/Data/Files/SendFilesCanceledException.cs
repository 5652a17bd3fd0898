namespace RocketControl.Client;

/// <summary>Sending several files was cancelled. What was sent by then is sent: the results say which files.</summary>
public sealed class SendFilesCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="results">What became of each file, in the order of the files.</param>
    /// <param name="cancellationToken">The token that was cancelled.</param>
    public SendFilesCanceledException(IReadOnlyList<FileSendResult> results, CancellationToken cancellationToken)
        : base("Sending the files was cancelled.", cancellationToken) => Results = results;

    /// <summary>What became of each file, in the order of the files.</summary>
    public IReadOnlyList<FileSendResult> Results { get; }
}
