namespace RocketControl.Client.Transports.Feldera;

/// <summary>Derives the unified state of a pipeline (run model §2).</summary>
internal static class FelderaState
{
    /// <param name="info">What the server says.</param>
    /// <param name="endedByUs">True when this client asked for the end of the run.</param>
    /// <param name="knownError">An error that was there before it asked, and so does not speak of the end.</param>
    public static RunState Of(FelderaPipelineInfo info, bool endedByUs, FelderaDeploymentError? knownError)
    {
        if (info.IsAtRest)
        {
            if (info.DeploymentError is { } error && !(endedByUs && error.IsSameAs(knownError)))
                return RunState.Failed;
            return endedByUs ? RunState.Cancelled : RunState.Stopped;
        }
        if (info.IsStopped)
            return FelderaWords.IsCompileFailure(info.ProgramStatus) ? RunState.Failed : RunState.Pending;
        if (IsGoingDown(info))
            return RunState.Stopping;
        return info.Status switch
        {
            FelderaWords.Running => RunState.Running,
            FelderaWords.Paused => RunState.Paused,
            FelderaWords.AwaitingApproval or FelderaWords.Standby => RunState.AwaitingInput,
            var status => FelderaWords.IsComingUp(status) ? RunState.Starting : RunState.Unknown,
        };
    }

    private static bool IsGoingDown(FelderaPipelineInfo info) =>
        info.Status is FelderaWords.Stopping or FelderaWords.Suspended
        || (info.Status.Length > 0 && info.DesiredStatus is (FelderaWords.Stopped or FelderaWords.Suspended));
}
