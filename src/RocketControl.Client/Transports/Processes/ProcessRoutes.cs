using System.Collections.Concurrent;

namespace RocketControl.Client.Transports.Processes;

/// <summary>What the server was found to have. Nothing tells beforehand (process protocol §6).</summary>
internal sealed class ProcessRoutes
{
    public const string List = "list";
    public const string Status = "status";
    public const string Terminate = "terminate";
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Dashboard = "dashboard";

    private readonly ConcurrentDictionary<string, bool> _absent = new(StringComparer.Ordinal);
    private volatile bool _needsDashboard;

    /// <summary>True once the server could not put a process into JSON, so that only its dashboard tells.</summary>
    public bool NeedsDashboard => _needsDashboard && Has(Dashboard);

    /// <summary>True unless the route was found to be absent.</summary>
    public bool Has(string route) => !_absent.ContainsKey(route);

    /// <returns>True the first time.</returns>
    public bool NoteAbsent(string route) => _absent.TryAdd(route, true);

    public void NoteNotSerializable() => _needsDashboard = true;
}
