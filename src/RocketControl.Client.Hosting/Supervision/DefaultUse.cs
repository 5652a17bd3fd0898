namespace RocketControl.Client.Hosting.Supervision;

/// <summary>How runs are started where the declaration does not say: for ever, and a living one is taken over where the system can tell which that is.</summary>
internal static class DefaultUse
{
    public static UseOptions For(RunBackend backend) => backend switch
    {
        RunBackend.RocketRide => new UseOptions { UseExisting = true, TimeToLive = TimeSpan.Zero },
        RunBackend.Feldera => new UseOptions { UseExisting = true },
        _ => new UseOptions(),
    };
}
