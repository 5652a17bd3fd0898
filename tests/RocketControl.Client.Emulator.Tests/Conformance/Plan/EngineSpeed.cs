namespace RocketControl.Client.Emulator.Tests.Conformance.Plan;

/// <summary>How fast a recorded engine was, in seconds.</summary>
/// <param name="Up">From the start of a task to its service being up.</param>
/// <param name="Ready">From there to its source being ready.</param>
/// <param name="Stop">From the request to stop to the end of its output.</param>
internal sealed record EngineSpeed(double Up, double Ready, double Stop)
{
    /// <summary>The emulator's clocks for such an engine; what is not the engine's but the server's has the real server's value.</summary>
    public RocketRideTimings ToTimings() => new()
    {
        StartDuration = TimeSpan.FromSeconds(Up),
        LoadStep = TimeSpan.FromMilliseconds(50),
        ReadyDelay = TimeSpan.FromSeconds(Ready),
        StopDuration = TimeSpan.FromSeconds(Stop),
        ReadinessPoll = TimeSpan.FromMilliseconds(250),
        EngineConnectPoll = TimeSpan.FromMilliseconds(150),
    };
}
