using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Data.Files;

/// <summary>Counts what becomes of the files and tells the user, one report at a time, so that the numbers never go back.</summary>
internal sealed class BatchProgress
{
    private readonly object _lock = new();
    private readonly ILogger _logger;
    private readonly TransferRate _rate;
    private readonly int _files;
    private IProgress<SendProgress>? _listener;
    private long _knownTotal;
    private int _unknown;
    private long _sent;
    private int _completed;
    private int _failed;
    private int _inWork;

    public BatchProgress(IReadOnlyList<FileToSend> files, IProgress<SendProgress>? listener, TimeProvider time, ILogger logger)
    {
        _listener = listener;
        _logger = logger;
        _rate = new TransferRate(time);
        _files = files.Count;
        _unknown = files.Count(file => file.KnownLength is null);
        _knownTotal = files.Sum(file => file.KnownLength ?? 0);
    }

    /// <summary>Notes a step of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="phase">The step.</param>
    /// <param name="bytes">How many more bytes of it the run has taken with this step.</param>
    /// <param name="error">What it failed with, if it did.</param>
    public void Report(FileOnItsWay file, SendPhase phase, long bytes = 0, RunControlException? error = null)
    {
        lock (_lock)
        {
            Count(file, phase);
            file.Note(bytes);
            _sent += bytes;
            if (bytes > 0)
                _rate.Add(bytes);
            Tell(new SendProgress(file.Path, phase)
            {
                FileBytesSent = file.BytesSent,
                FileLength = file.Length,
                Error = error,
                BytesSent = _sent,
                BytesTotal = _unknown == 0 ? _knownTotal : null,
                BytesPerSecond = _rate.BytesPerSecond,
                FilesTotal = _files,
                FilesCompleted = _completed,
                FilesFailed = _failed,
                FilesInWork = _inWork,
            });
        }
    }

    /// <summary>A listener that throws breaks nothing; it is not told any more.</summary>
    private void Tell(SendProgress progress)
    {
        try
        {
            _listener?.Report(progress);
        }
        catch (Exception exception)
        {
            _listener = null;
            FilesLog.ListenerFailed(_logger, exception);
        }
    }

    /// <summary>Corrects the total by what a file turned out to hold when it was opened.</summary>
    public void NoteLength(FileOnItsWay file, long? length)
    {
        lock (_lock)
        {
            _unknown += (length is null ? 1 : 0) - (file.Length is null ? 1 : 0);
            _knownTotal += (length ?? 0) - (file.Length ?? 0);
            file.Length = length;
        }
    }

    private void Count(FileOnItsWay file, SendPhase phase)
    {
        switch (phase)
        {
            case SendPhase.Opening:
                _inWork++;
                file.IsInWork = true;
                return;
            case SendPhase.Completed:
                _completed++;
                break;
            case SendPhase.Failed or SendPhase.Abandoned:
                _failed++;
                break;
            default:
                return;
        }
        if (file.IsInWork)
            _inWork--;
        file.IsInWork = false;
    }
}
