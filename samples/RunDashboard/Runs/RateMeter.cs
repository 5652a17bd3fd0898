namespace RunDashboard.Runs;

/// <summary>How many objects a run finishes in a second, over the last ten seconds.</summary>
internal sealed class RateMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestMeasure = TimeSpan.FromSeconds(1);

    private readonly Queue<(DateTimeOffset At, long Count)> _counts = new();
    private long _newest;

    public void Note(DateTimeOffset at, long count)
    {
        _counts.Enqueue((at, count));
        _newest = count;
    }

    /// <returns>Null as long as there is too little to tell.</returns>
    public double? At(DateTimeOffset now)
    {
        // The newest count from before the window is where the measuring begins.
        while (_counts.Count > 1 && _counts.ElementAt(1).At <= now - Window)
            _counts.Dequeue();
        if (!_counts.TryPeek(out var first))
            return null;
        var measured = now - first.At;
        return measured < ShortestMeasure ? null : Math.Max(0, _newest - first.Count) / Math.Min(measured.TotalSeconds, Window.TotalSeconds);
    }
}
