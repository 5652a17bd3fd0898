namespace RocketControl.Client.Emulator.Processes;

/// <summary>What the server keeps of a process.</summary>
internal sealed class ProcessRecord(EmulatorProcess process)
{
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Terminated = "terminated";

    public EmulatorProcess Process { get; } = process;

    public string Status { get; set; } = Running;
}
