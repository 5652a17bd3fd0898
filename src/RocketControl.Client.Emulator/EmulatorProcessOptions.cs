namespace RocketControl.Client.Emulator;

/// <summary>What kind of process a <see cref="ProcessManagerEmulator"/> is to start.</summary>
public sealed record EmulatorProcessOptions
{
    /// <summary>The command line that the server shows for it; <c>python worker.py</c> by default. What really runs is a program of the emulator's own.</summary>
    public string Command { get; init; } = "python worker.py";

    /// <summary>Whether the process takes no notice of SIGTERM, so that only SIGKILL ends it. False by default.</summary>
    public bool IgnoresTermination { get; init; }

    /// <summary>Whether the process has a process of its own, in the same group (<see cref="EmulatorProcess.ChildPid"/>). False by default.</summary>
    public bool HasChild { get; init; }
}
