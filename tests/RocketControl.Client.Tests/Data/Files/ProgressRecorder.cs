namespace RocketControl.Client.Tests.Data.Files;

/// <summary>Keeps the reports, which have to come one at a time.</summary>
internal sealed class ProgressRecorder : IProgress<SendProgress>
{
    private int _reporting;

    public List<SendProgress> Reports { get; } = [];

    /// <summary>What is done at each report.</summary>
    public Action<SendProgress> OnReport { get; set; } = _ => { };

    public IEnumerable<SendPhase> PhasesOf(string path) => Reports.Where(report => report.Path == path).Select(report => report.Phase);

    public void Report(SendProgress value)
    {
        if (Interlocked.Exchange(ref _reporting, 1) == 1)
            throw new AssertionException("Two reports at a time.");
        Reports.Add(value);
        OnReport(value);
        Volatile.Write(ref _reporting, 0);
    }
}
