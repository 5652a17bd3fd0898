using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>The server as its dashboard shows it, as far as it is the caller's (RocketRide protocol §3.6).</summary>
public sealed record Dashboard
{
    /// <summary>How many connections there are.</summary>
    public long TotalConnections { get; init; }

    /// <summary>How many tasks are not over.</summary>
    public long ActiveTasks { get; init; }

    /// <summary>How long the server has been up; null when it does not tell.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>The user's connections, also dead ones that the server could not clean up (RocketRide protocol §1.7).</summary>
    public IReadOnlyList<DashboardConnection> Connections { get; init; } = [];

    /// <summary>The tasks, finished ones included until the server forgets them.</summary>
    public IReadOnlyList<DashboardTask> Tasks { get; init; } = [];

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text, for logs.</summary>
    public override string ToString() => $"{TotalConnections} connections, {ActiveTasks} active tasks";

    internal static Dashboard Read(JsonElement body)
    {
        var overview = body.Member("overview"u8) ?? default;
        return new Dashboard
        {
            TotalConnections = overview.Integer("totalConnections"u8) ?? 0,
            ActiveTasks = overview.Integer("activeTasks"u8) ?? 0,
            Uptime = overview.Seconds("serverUptime"u8),
            Connections = [.. body.Items("connections"u8).Select(DashboardConnection.Read)],
            Tasks = [.. body.Items("tasks"u8).Select(DashboardTask.Read)],
            Raw = body,
        };
    }
}
