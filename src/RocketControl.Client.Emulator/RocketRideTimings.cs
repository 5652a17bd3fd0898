namespace RocketControl.Client.Emulator;

/// <summary>
/// The clocks of the emulated engine, all on <see cref="RocketRideEmulatorOptions.TimeProvider"/>. Where a real engine needs seconds
/// (starting, stopping) the defaults are short; everything else has the real server's value (RocketRide protocol Appendix C). A
/// duration of zero means at once, a regular interval of zero never.
/// </summary>
public sealed record RocketRideTimings
{
    /// <summary>How long a start stays in state 2 before the task runs; 50 ms by default, a real engine takes about 2 s.</summary>
    public TimeSpan StartDuration { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long before the task runs the engine says that it processes, and as long before that that it loads the pipeline; zero by
    /// default, 50 ms on a real server.
    /// </summary>
    public TimeSpan LoadStep { get; init; }

    /// <summary>
    /// How often <c>execute</c> and pipe requests look whether a starting task runs. Zero, the default, answers at once; the real server
    /// polls each 250 ms.
    /// </summary>
    public TimeSpan ReadinessPoll { get; init; }

    /// <summary>
    /// How long after the start the "… ready" text and the notes arrive; 50 ms by default, up to 0.2 s after the reply on a real server.
    /// </summary>
    public TimeSpan ReadyDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How often the first pipe request looks whether the engine takes connections, which it does once it is ready. Zero, the default, goes
    /// on as soon as it is; the real server looks each 150 ms.
    /// </summary>
    public TimeSpan EngineConnectPoll { get; init; }

    /// <summary>A start without any sign of life for this long fails; 300 s by default.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long an idle engine needs to stop; 20 ms by default.</summary>
    public TimeSpan StopDuration { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long an engine with a hanging pipe request is given before it is killed; 5 s by default.</summary>
    public TimeSpan KillTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after the end of a task <c>terminate</c> answers and a restart goes on; 100 ms by default.</summary>
    public TimeSpan StopPoll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often the status of a living task is broadcast besides its state changes; 1 s by default.</summary>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often the engine reports its object counts; 250 ms by default. Zero reports every object at once. What an engine has not
    /// reported when it stops never shows.
    /// </summary>
    public TimeSpan CountsInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often idle tasks are looked for, which also is what each look adds to a task's idle time; 60 s by default.</summary>
    public TimeSpan TtlTick { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a finished task stays readable; 300 s by default.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How often finished tasks are looked for; 60 s by default.</summary>
    public TimeSpan PurgeInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a pipe may be without an open or write before it is dropped; 60 s by default.</summary>
    public TimeSpan PipeIdleLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often idle pipes are looked for; 30 s by default.</summary>
    public TimeSpan ReaperInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server tries to reach an engine whose <c>threads</c> are not usable; 1.35 s by default.</summary>
    public TimeSpan EngineConnectTimeout { get; init; } = TimeSpan.FromMilliseconds(1350);
}
