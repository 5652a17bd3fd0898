namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// What VectorShift's words for a run's state mean. Its documents contradict each other, so all of them are understood, and the usual others (VectorShift protocol §2).
/// </summary>
internal static class StatusWords
{
    /// <returns><see cref="RunState.Unknown"/> for a word that is not known.</returns>
    public static RunState StateOf(string word) => word.ToLowerInvariant() switch
    {
        "pending" or "queued" or "submitted" => RunState.Pending,
        "starting" => RunState.Starting,
        "in_progress" or "running" => RunState.Running,
        "paused" => RunState.Paused,
        "completed" or "succeeded" => RunState.Completed,
        "failed" or "error" => RunState.Failed,
        "cancelled" or "canceled" or "terminated" => RunState.Cancelled,
        _ => RunState.Unknown,
    };
}
