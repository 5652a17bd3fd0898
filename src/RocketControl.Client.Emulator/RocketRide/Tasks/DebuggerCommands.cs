using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>Debugging is not emulated; these answer as a server without a debugger does (RocketRide protocol §3.11).</summary>
internal sealed class DebuggerCommands(TaskAccess access)
{
    /// <summary>Every name that the server takes for a debugger command.</summary>
    public Task<CommandReply> FallbackAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        access.Find(request, TaskPermission.Monitor);
        throw new CommandException("Debug interface not available", "task_conn.py", 517);
    }

    /// <summary><c>launch</c></summary>
    public static Task<CommandReply> LaunchAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        PythonArguments arguments = PythonArguments.Of(request);
        SourceResolution.Resolve(arguments.Get("pipeline"), arguments.Get("source"));
        throw new CommandException("Debugging is not available", "cmd_debug.py", 90);
    }

    /// <summary><c>disconnect</c>, which always succeeds and leaves the socket open.</summary>
    public static Task<CommandReply> DisconnectAsync(CommandRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(CommandReply.Empty);
}
