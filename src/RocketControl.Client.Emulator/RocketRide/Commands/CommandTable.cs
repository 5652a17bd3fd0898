namespace RocketControl.Client.Emulator.RocketRide.Commands;

/// <summary>The commands by name; names are case-sensitive (RocketRide protocol §2.3).</summary>
internal sealed class CommandTable
{
    private readonly Dictionary<string, CommandHandler> _handlers = new(StringComparer.Ordinal);
    private CommandHandler? _debuggerFallback;

    public void Add(string name, CommandHandler handler) => _handlers.Add(name, handler);

    /// <summary>The handler of every name that is neither registered nor an <c>rrext_</c> name: the server takes it for a debugger command.</summary>
    public void SetDebuggerFallback(CommandHandler handler) => _debuggerFallback = handler;

    /// <exception cref="CommandException">The name is empty or an unknown <c>rrext_</c> name.</exception>
    public CommandHandler Find(string name)
    {
        if (_handlers.TryGetValue(name, out CommandHandler? handler))
            return handler;

        bool invalid = name.Length == 0 || name.StartsWith("rrext_", StringComparison.Ordinal) || _debuggerFallback is null;
        return invalid ? throw new CommandException($"Invalid command: {name}", "task_conn.py", 575) : _debuggerFallback!;
    }
}
