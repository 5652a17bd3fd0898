namespace RocketControl.Client.Emulator.Feldera.Pipelines;

/// <summary>What a process can say that it does. Names instead of an enumeration, because a fault can make up others.</summary>
internal static class RuntimeStatus
{
    public const string Unavailable = "Unavailable";
    public const string Coordination = "Coordination";
    public const string Standby = "Standby";
    public const string Initializing = "Initializing";
    public const string AwaitingApproval = "AwaitingApproval";
    public const string Bootstrapping = "Bootstrapping";
    public const string ConcurrentBootstrapping = "ConcurrentBootstrapping";
    public const string Synchronizing = "Synchronizing";
    public const string Replaying = "Replaying";
    public const string Paused = "Paused";
    public const string Running = "Running";
    public const string Suspended = "Suspended";
}
