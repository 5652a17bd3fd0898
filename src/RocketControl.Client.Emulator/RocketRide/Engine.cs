using RocketControl.Client.Emulator.RocketRide.Account;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Monitors;
using RocketControl.Client.Emulator.RocketRide.Pipes;
using RocketControl.Client.Emulator.RocketRide.Profiler;
using RocketControl.Client.Emulator.RocketRide.Services;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide;

/// <summary>The tasks, pipes and monitors of one server life. It knows connections, but no sockets.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly EngineContext _context;
    private readonly TaskRegistry _registry;
    private readonly StateWalk _walk;
    private readonly TaskSweeps _sweeps;
    private readonly TaskReadCommands _reads;
    private readonly ExecuteCommand _execute;
    private readonly TerminateCommand _terminate;
    private readonly RestartCommand _restart;
    private readonly ProcessCommand _process;
    private readonly MonitorCommand _monitor;
    private readonly DebuggerCommands _debugger;
    private readonly ServiceCommands _services;
    private readonly DashboardCommand _dashboard;
    private readonly ProfilerCommands _profiler;

    public Engine(RocketRideEmulatorOptions options, RocketRideTaskFaults faults, ConnectionRegistry connections, ServerEnvironment environment)
    {
        _context = new(options, faults, connections, environment, _stopping.Token);
        var monitors = new MonitorTable();
        var dashboard = new DashboardEvents(_context, monitors);
        var events = new TaskEvents(new EventPublisher(monitors));
        _registry = new(_context);
        var transitions = new TaskTransitions(_context, events, dashboard);
        _walk = new(_context, transitions);
        _sweeps = new(_context, _registry, _walk, monitors, dashboard);

        var access = new TaskAccess(_context, _registry);
        var wait = new RunningWait(_context);
        _reads = new(_context, _registry, access);
        _execute = new(_context, _registry, _walk, wait);
        _terminate = new(_context, access, _walk);
        _restart = new(_context, access, _walk, wait);
        _process = new(_context, access, wait, events, new PipeRequests(_context, events, transitions));
        _monitor = new(_context, _registry, access, monitors, dashboard);
        _debugger = new(access);
        _services = new(_context);
        _dashboard = new(_context, _registry, monitors);
        _profiler = new(_context, access, wait);
        _sweeps.Start();
        faults.Attach(EndEngine);
    }

    public RocketRideTimings Timings
    {
        set => _context.Timings = value;
    }

    /// <summary>Finds the tasks that <c>tk_</c> and <c>pk_</c> logins belong to.</summary>
    public IKeyResolver Keys => _registry;

    public void RegisterCommands(CommandTable table)
    {
        table.Add("execute", _execute.HandleAsync);
        table.Add("terminate", _terminate.HandleAsync);
        table.Add("restart", _restart.HandleAsync);
        table.Add("rrext_process", _process.HandleAsync);
        table.Add("rrext_monitor", _monitor.HandleAsync);
        table.Add("rrext_get_task_status", _reads.StatusAsync);
        table.Add("rrext_get_pipeline", _reads.PipelineAsync);
        table.Add("rrext_get_token", _reads.TokenAsync);
        table.Add("rrext_get_tasks", _reads.TasksAsync);
        table.Add("rrext_services", ServiceCommands.ServicesAsync);
        table.Add("rrext_validate", _services.ValidateAsync);
        table.Add("rrext_dashboard", _dashboard.HandleAsync);
        _profiler.Register(table);
        table.Add("launch", DebuggerCommands.LaunchAsync);
        table.Add("disconnect", DebuggerCommands.DisconnectAsync);
        table.SetDebuggerFallback(_debugger.FallbackAsync);
    }

    /// <summary>Ends every task without a word, as a server does that is stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        _sweeps.Dispose();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _walk.WhenAllEnded().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private bool EndEngine(string token, StopCause cause)
    {
        lock (_context.Gate)
            return _registry.Find(token) is { } task && _walk.RequestStop(task, cause) is not null;
    }
}
