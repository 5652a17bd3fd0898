using RocketControl.Client;

namespace SendFiles;

/// <summary>One line for each file that is through, for output that goes to a file or another program.</summary>
internal sealed class PlainProgress : IProgress<SendProgress>
{
    public void Report(SendProgress value)
    {
        if (value.Phase is SendPhase.Completed or SendPhase.Failed or SendPhase.Abandoned)
        {
            Console.WriteLine(
                $"[{value.FilesCompleted + value.FilesFailed}/{value.FilesTotal}] {Wording.OneLine(value.Path)}: {Wording.Of(value.Phase)}, {Wording.Size(value.FileBytesSent)}");
        }
    }
}
