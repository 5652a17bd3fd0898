using RocketControl.Client.Emulator.Feldera.Pipelines;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>What a new process goes through before it pauses or runs (Feldera protocol §2).</summary>
internal static class StartPlan
{
    public static IEnumerable<string> Of(Pipeline pipeline, StartSettings start)
    {
        yield return RuntimeStatus.Initializing;
        foreach (string status in pipeline.Server.Faults.Pipelines.TakeDetour())
            yield return status;
        if (start.Initial == RuntimeStatus.Standby)
            yield return RuntimeStatus.Standby;

        if (IsModified(pipeline))
        {
            if (start.BootstrapPolicy != "allow")
                yield return RuntimeStatus.AwaitingApproval;
            else
                foreach (string status in Bootstrapping(start.ConcurrentBootstrap))
                    yield return status;
        }
        if (pipeline.Storage.Journal is not null)
            yield return RuntimeStatus.Replaying;
    }

    public static string[] Bootstrapping(bool isConcurrent) =>
        isConcurrent ? [RuntimeStatus.ConcurrentBootstrapping, RuntimeStatus.Synchronizing] : [RuntimeStatus.Bootstrapping];

    /// <summary>Whether the program has changed since the checkpoint that the process starts from.</summary>
    public static bool IsModified(Pipeline pipeline) =>
        pipeline.Storage.Latest is { } checkpoint && checkpoint.ProgramCode != pipeline.Definition.ProgramCode;
}
