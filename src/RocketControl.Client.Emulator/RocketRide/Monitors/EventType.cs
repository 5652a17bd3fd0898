namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>The event types of RocketRide protocol §6.1, as bits of a subscription's mask.</summary>
[Flags]
internal enum EventType
{
    None = 0,
    Debugger = 1,
    Detail = 2,
    Summary = 4,
    Output = 8,
    Flow = 16,
    Task = 32,
    Sse = 64,
    Dashboard = 128,
    All = 255,
}
