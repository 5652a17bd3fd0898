using System.Globalization;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Profiler;

/// <summary>The profiler of one process: one session at a time, which belongs to who started it (RocketRide protocol §3.9). Thread-safe.</summary>
internal sealed class ProcessProfiler(EngineClock clock)
{
    private const string NoReport = "No profiling data available. Run a session first.";

    private readonly object _gate = new();
    private ProfilingSession? _session;
    private string? _report;

    /// <summary>Refusals are successful replies with an error in them.</summary>
    public JsonObject Start(string owner, string? name)
    {
        lock (_gate)
        {
            if (_session is { } active)
                return Error($"Profiling already active (owned by {active.Owner})", active.Owner);
            double now = clock.UnixNow;
            _session = new ProfilingSession(name ?? $"session_{(long)now}", owner, now);
            return new()
            {
                ["status"] = "started",
                ["session"] = _session.Name,
                ["owner"] = owner,
                ["start_time"] = PythonFloat.Node(now),
            };
        }
    }

    public JsonObject Stop(string owner)
    {
        lock (_gate)
        {
            if (_session is not { } active)
                return Error("No active profiling session");
            if (active.Owner != owner)
                return Error($"Session owned by {active.Owner}, not {owner}", active.Owner);
            double runtime = clock.UnixNow - active.StartedAt;
            _session = null;
            _report = string.Create(CultureInfo.InvariantCulture, $"Session: {active.Name}\nOwner: {owner}\nDuration: {runtime:0.000}s\n");
            return new() { ["status"] = "completed", ["session"] = active.Name, ["runtime"] = PythonFloat.Node(runtime) };
        }
    }

    public JsonObject Status()
    {
        lock (_gate)
        {
            return _session is { } active
                ? new()
                {
                    ["active"] = true,
                    ["owner"] = active.Owner,
                    ["session"] = active.Name,
                    ["runtime"] = PythonFloat.Node(clock.UnixNow - active.StartedAt),
                }
                : new()
                {
                    ["active"] = false,
                    ["owner"] = null,
                    ["session"] = null,
                    ["runtime"] = null,
                    ["has_report"] = _report is not null,
                };
        }
    }

    public JsonObject Report()
    {
        lock (_gate)
            return new() { ["report"] = _report ?? NoReport };
    }

    /// <summary>Ends the owner's session without a report, for the owner is gone.</summary>
    public void Release(string owner)
    {
        lock (_gate)
        {
            if (_session?.Owner == owner)
                _session = null;
        }
    }

    private static JsonObject Error(string message, string? owner = null)
    {
        var error = new JsonObject { ["status"] = "error", ["message"] = message };
        if (owner is not null)
            error["owner"] = owner;
        return error;
    }
}
