using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;
using RocketControl.Client.Emulator.Feldera.Pipelines;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>How a process suspends itself: as soon as nothing keeps it from it, and in vain when something does so for good (Feldera protocol §7).</summary>
internal sealed class Suspension(PipelineProcess process)
{
    private bool _hasBegun;

    /// <summary>Begins, if that is wanted and possible. While only something temporary is in the way, it tries again later.</summary>
    public void Try()
    {
        bool isInTheRightPlace = process.IsSettled || process.Status == RuntimeStatus.Coordination;
        if (process.Desired != RuntimeStatus.Suspended || _hasBegun || !isInTheRightPlace)
            return;
        SuspendErrors errors = process.SuspendErrors;
        if (errors is { Permanent: [], Temporary: [_, ..] })
        {
            process.After(process.Timings.SuspensionRetry, Try);
            return;
        }
        _hasBegun = true;
        string? failure = errors.Permanent.Count > 0 ? string.Join(", ", errors.Permanent) : process.Faults.TakeSuspendFailure();
        process.After(process.Timings.Suspension, () => Complete(failure));
    }

    private void Complete(string? failure)
    {
        if (failure is null)
            process.CompleteSuspension();
        else
            process.Fail(new ApiError("SuspendError", $"The pipeline cannot be suspended: {failure}", new JsonObject { ["error"] = failure }));
    }
}
