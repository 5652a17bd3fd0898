using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Pipelines;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Profiler;

/// <summary>The profiler commands, for the server itself or, with a target, for the engine of a task (RocketRide protocol §3.9).</summary>
internal sealed class ProfilerCommands
{
    private readonly EngineContext _context;
    private readonly TaskAccess _access;
    private readonly RunningWait _wait;
    private readonly ProcessProfiler _server;
    private readonly ConditionalWeakTable<EngineRun, ProcessProfiler> _engines = [];

    public ProfilerCommands(EngineContext context, TaskAccess access, RunningWait wait)
    {
        _context = context;
        _access = access;
        _wait = wait;
        _server = new ProcessProfiler(context.Clock);
        context.Connections.Removed += connection => _server.Release(OwnerOf(connection.Id));
    }

    public void Register(CommandTable table)
    {
        Add(table, "start", (profiler, owner, arguments) => profiler.Start(owner, SessionName(arguments)));
        Add(table, "stop", (profiler, owner, _) => profiler.Stop(owner));
        Add(table, "status", (profiler, _, _) => profiler.Status());
        Add(table, "report", (profiler, _, _) => profiler.Report());
    }

    private void Add(CommandTable table, string name, Func<ProcessProfiler, string, PythonArguments, JsonObject> execute) =>
        table.Add($"rrext_cprofile_{name}", async (request, cancellationToken) =>
        {
            PythonArguments arguments = PythonArguments.Of(request);
            JsonNode? target = arguments.Get("target");
            if (PythonArguments.IsFalsy(target))
                return new CommandReply(execute(_server, OwnerOf(request.Connection.Id), arguments));
            EngineRun engine = await FindEngineAsync(target, cancellationToken).ConfigureAwait(false);
            ProcessProfiler profiler = _engines.GetValue(engine, _ => new ProcessProfiler(_context.Clock));
            return new CommandReply(execute(profiler, $"data:{RuntimeHelpers.GetHashCode(engine)}", arguments));
        });

    /// <summary>The request counts as activity of the task. All of a server's clients reach an engine over the same connection.</summary>
    private async Task<EngineRun> FindEngineAsync(JsonNode? target, CancellationToken cancellationToken)
    {
        EmulatedTask task = _access.Find(target);
        lock (_context.Gate)
            task.IdleSeconds = 0;
        await _wait.UntilRunningAsync(task, cancellationToken).ConfigureAwait(false);
        return task.Run!;
    }

    private static string? SessionName(PythonArguments arguments) =>
        arguments.Get("session") is { } name && !PythonArguments.IsFalsy(name) ? TaskIdentity.TextOf(name) : null;

    private static string OwnerOf(int connectionId) => $"task:{connectionId}";
}
