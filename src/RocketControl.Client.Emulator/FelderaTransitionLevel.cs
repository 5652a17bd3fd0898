namespace RocketControl.Client.Emulator;

/// <summary>The state machines of a pipeline (Feldera protocol §2).</summary>
public enum FelderaTransitionLevel
{
    /// <summary>The compilation of the program: Pending, CompilingSql … Success.</summary>
    Program,

    /// <summary>What the runner has provisioned: Stopped, Provisioning, Provisioned, Stopping.</summary>
    Resources,

    /// <summary>What the pipeline's process does, at the moment it does it: Initializing, Paused, Running …</summary>
    Process,

    /// <summary>What the runner has last seen of the process, which is what clients read.</summary>
    Runtime,

    /// <summary>The storage: Cleared, InUse, Clearing.</summary>
    Storage,
}
