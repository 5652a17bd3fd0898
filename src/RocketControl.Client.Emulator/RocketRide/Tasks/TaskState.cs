namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The states of RocketRide protocol §4.</summary>
internal enum TaskState
{
    None = 0,
    Starting = 1,
    Initializing = 2,
    Running = 3,
    Stopping = 4,
    Completed = 5,
    Cancelled = 6,
}
