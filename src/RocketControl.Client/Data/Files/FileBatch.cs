using Microsoft.Extensions.Logging;

namespace RocketControl.Client.Data.Files;

/// <summary>
/// Sends files, so many at a time. A worker takes the next file when it is through with one, so no more files are open than there are workers.
/// </summary>
internal sealed class FileBatch
{
    private readonly RunControlClient _client;
    private readonly RunReference _run;
    private readonly IReadOnlyList<FileToSend> _files;
    private readonly SendFilesOptions _options;
    private readonly TimeProvider _time;
    private readonly BatchProgress _progress;
    private readonly FileSendResult?[] _results;
    private int _next = -1;
    private volatile RunControlException? _stopped;

    public FileBatch(RunControlClient client, RunReference run, IReadOnlyList<FileToSend> files, SendFilesOptions options, TimeProvider time, ILogger logger)
    {
        (_client, _run, _files, _options, _time) = (client, run, files, options, time);
        _progress = new BatchProgress(files, options.Progress, time, logger);
        _results = new FileSendResult?[files.Count];
    }

    /// <returns>What became of each file, in their order.</returns>
    /// <exception cref="SendFilesCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<FileSendResult>> RunAsync(CancellationToken cancellationToken)
    {
        // What is no failure of a file ends the others as well.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, Math.Min(_options.MaxConcurrency, _files.Count)).Select(_ => WorkAsync(stop)).ToArray();
        await Task.WhenAll(workers).ConfigureAwait(false);
        var results = _files.Select((file, index) => _results[index] ?? NotBegun(file)).ToArray();
        if (cancellationToken.IsCancellationRequested && results.Any(result => result is { Outcome: not FileSendOutcome.Sent, Error: null }))
            throw new SendFilesCanceledException(results, cancellationToken);
        return results;
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && _stopped is null && Interlocked.Increment(ref _next) is var index && index < _files.Count)
                _results[index] = await SendAsync(_files[index], stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<FileSendResult> SendAsync(FileToSend file, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var started = _time.GetTimestamp();
        var way = new FileOnItsWay(file);
        var name = NameOf(file);
        SendResult? result = null;
        RunControlException? error = file.Defect;
        var outcome = FileSendOutcome.Failed;
        if (error is null)
        {
            try
            {
                _progress.Report(way, SendPhase.Opening);
                var options = _options.Each with { Name = name, MimeType = file.MimeType ?? _options.Each.MimeType ?? MimeTypes.OfFile(file.Path) };
                result = await _client.SendAsync(_run, new CountedContent(file.Content, way, _progress), options, cancellationToken).ConfigureAwait(false);
                outcome = FileSendOutcome.Sent;
            }
            catch (RunControlException exception)
            {
                error = exception;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                outcome = FileSendOutcome.Abandoned;
            }
        }
        if (error is not null && (!_options.ContinueOnError || ConcernsAll(error)))
            _stopped ??= error;
        _progress.Report(way, PhaseOf(outcome), error: error);
        return new FileSendResult(file.Path, outcome)
        {
            Name = name,
            Result = result,
            Error = error,
            BytesSent = way.BytesSent,
            Duration = _time.GetElapsedTime(started),
        };
    }

    private FileSendResult NotBegun(FileToSend file) => new(file.Path, FileSendOutcome.NotBegun) { Error = _stopped, Name = NameOf(file) };

    private static string NameOf(FileToSend file) => file.Defect is null ? file.Name ?? ObjectName.Of(file.Path) : "";

    /// <summary>True for what every other file would fail with as well.</summary>
    private static bool ConcernsAll(RunControlException error) => error is
        RunNotRunningException or RunNotFoundException or RunAuthenticationException or RunPermissionException or RunNotSupportedException
        or RunConnectionFailedException or RunConnectionLostException { Reason: ConnectionLossReason.ClientDisposed };

    private static SendPhase PhaseOf(FileSendOutcome outcome) => outcome switch
    {
        FileSendOutcome.Sent => SendPhase.Completed,
        FileSendOutcome.Abandoned => SendPhase.Abandoned,
        _ => SendPhase.Failed,
    };
}
