namespace RocketControl.Client.Transports.Feldera;

/// <summary>The server's words for the states of pipelines and programs (Feldera protocol §1), and for what it is asked.</summary>
internal static class FelderaWords
{
    public const string Stopped = "Stopped";
    public const string Provisioning = "Provisioning";
    public const string Stopping = "Stopping";
    public const string Standby = "Standby";
    public const string AwaitingApproval = "AwaitingApproval";
    public const string Paused = "Paused";
    public const string Running = "Running";
    public const string Suspended = "Suspended";
    public const string Unavailable = "Unavailable";

    public const string ProgramSuccess = "Success";

    public const string Cleared = "Cleared";

    public static bool IsCompileFailure(string programStatus) => programStatus is "SqlError" or "RustError" or "SystemError";

    public static bool IsComingUp(string status) => status is Provisioning or "Initializing" or "Bootstrapping" or "ConcurrentBootstrapping" or "Synchronizing"
        or "Replaying" or "Coordination";

    public static string Of(FelderaInitialState state) => state switch
    {
        FelderaInitialState.Paused => "paused",
        FelderaInitialState.Standby => "standby",
        _ => "running",
    };

    public static string Of(FelderaBootstrapPolicy policy) => policy switch
    {
        FelderaBootstrapPolicy.Allow => "allow",
        FelderaBootstrapPolicy.Reject => "reject",
        _ => "await_approval",
    };

    public static string Of(bool truth) => truth ? "true" : "false";
}
