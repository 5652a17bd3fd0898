namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>A failure that is answered with <c>success:false</c>; the message may be empty (RocketRide protocol §3.0).</summary>
internal sealed class CommandException(string message, string file = "task_server.py", int line = 1) : Exception(message)
{
    /// <summary>Base name of the source file that <c>trace.file</c> names.</summary>
    public string File { get; } = file;

    public int Line { get; } = line;
}
