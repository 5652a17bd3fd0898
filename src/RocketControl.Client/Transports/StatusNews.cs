namespace RocketControl.Client.Transports;

/// <summary>What in a status is worth an event.</summary>
internal static class StatusNews
{
    /// <summary>True unless only what changes all the time is different: RocketRide repeats a status each second because its metrics change.</summary>
    public static bool IsNews(RunStatus? before, RunStatus now) =>
        before is null
        || (before.State, before.RawState, before.Detail, before.IsReachable, before.Total, before.Processed, before.FailedCount, before.Error)
            != (now.State, now.RawState, now.Detail, now.IsReachable, now.Total, now.Processed, now.FailedCount, now.Error)
        || (before.Progress, before.DesiredState, before.InputExhausted, before.IsStale) != (now.Progress, now.DesiredState, now.InputExhausted, now.IsStale)
        || before.Errors.Count != now.Errors.Count
        || before.Warnings.Count != now.Warnings.Count;
}
