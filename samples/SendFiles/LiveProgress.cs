using RocketControl.Client;
using Spectre.Console;

namespace SendFiles;

/// <summary>A bar for the whole and one for each file on its way, for a terminal.</summary>
internal sealed class LiveProgress : IProgress<SendProgress>
{
    /// <summary>How full the bar of a file is when all of it was sent and the run works on it.</summary>
    private const double AllSent = 0.95;

    private readonly ProgressContext _bars;
    private readonly ProgressTask _whole;
    private readonly Dictionary<string, ProgressTask> _files = [];

    private LiveProgress(ProgressContext bars)
    {
        _bars = bars;
        _whole = bars.AddTask("looking for files", maxValue: 1);
    }

    public static Task<T> ShowAsync<T>(Func<IProgress<SendProgress>, Task<T>> send) => AnsiConsole.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(bars => send(new LiveProgress(bars)));

    public void Report(SendProgress value)
    {
        _whole.Value = value.BytesTotal > 0
            ? (double)value.BytesSent / value.BytesTotal.Value * AllSent
            : (double)(value.FilesCompleted + value.FilesFailed) / value.FilesTotal * AllSent;
        _whole.Description =
            $"{value.FilesCompleted} of {value.FilesTotal} files, {Wording.Size(value.BytesSent)}, {Wording.Size((long)value.BytesPerSecond)}/s"
            + (value.FilesFailed > 0 ? $", [red]{value.FilesFailed} failed[/]" : "");

        if (value.Phase is SendPhase.Completed or SendPhase.Failed or SendPhase.Abandoned)
        {
            if (_files.Remove(value.Path, out var finished))
                finished.StopTask();
            return;
        }
        if (!_files.TryGetValue(value.Path, out var file))
            _files[value.Path] = file = _bars.AddTask(Markup.Escape(Wording.Shorten(Wording.OneLine(value.Path), 40)), maxValue: 1);
        file.Value = value.Phase == SendPhase.Processing ? AllSent : AllSent * value.FileBytesSent / Math.Max(1, value.FileLength ?? long.MaxValue);
    }
}
