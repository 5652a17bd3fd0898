using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Connections;

namespace RocketControl.Client.Emulator.RocketRide.Monitors;

/// <summary>The server's own events, for those who listen to everything with the dashboard bit (RocketRide protocol §6.3).</summary>
internal sealed class DashboardEvents
{
    private readonly EngineContext _context;
    private readonly MonitorTable _monitors;

    public DashboardEvents(EngineContext context, MonitorTable monitors)
    {
        _context = context;
        _monitors = monitors;
        context.Connections.Authenticated += ConnectionAdded;
        context.Connections.AuthenticationFailed += AuthenticationFailed;
        context.Connections.Removed += ConnectionRemoved;
    }

    public void MonitorChanged(ClientConnection connection, string key, bool subscribed)
    {
        JsonObject body = AboutConnection("monitor_changed", connection);
        body["key"] = key;
        body["change"] = subscribed ? "subscribed" : "unsubscribed";
        Send(body, connection.Identity?.UserId);
    }

    public void TaskRemoved(string taskId, string ownerId)
    {
        JsonObject body = Start("task_removed");
        body["taskId"] = taskId;
        Send(body, ownerId);
    }

    public void TaskError(string taskId, string ownerId, int exitCode, string exitMessage)
    {
        JsonObject body = Start("task_error");
        body["taskId"] = taskId;
        body["exitCode"] = exitCode;
        body["exitMessage"] = exitMessage;
        Send(body, ownerId);
    }

    private void ConnectionAdded(ClientConnection connection)
    {
        lock (_context.Gate)
        {
            JsonObject body = AboutConnection("connection_added", connection);
            body["clientId"] = connection.Identity?.UserId;
            Send(body, connection.Identity?.UserId);
        }
    }

    private void AuthenticationFailed(ClientConnection connection, string reason, int code)
    {
        lock (_context.Gate)
        {
            JsonObject body = Start("auth_failed");
            body["connectionId"] = connection.Id;
            body["reason"] = reason;
            body["code"] = code;
            Send(body, userId: null);
        }
    }

    private void ConnectionRemoved(ClientConnection connection)
    {
        lock (_context.Gate)
        {
            _monitors.Drop(connection);
            Send(AboutConnection("connection_removed", connection), connection.Identity?.UserId);
        }
    }

    /// <param name="body">The body without <c>__id</c>.</param>
    /// <param name="userId">The only user who gets it, null for everybody.</param>
    private void Send(JsonObject body, string? userId)
    {
        EventPublisher.WithId(body, "");
        foreach ((ClientConnection connection, ConnectionMonitors subscriptions) in _monitors.Connections)
        {
            string receiver = (connection.Identity ?? subscriptions.Identity).UserId;
            if (subscriptions.WantsDashboard && (userId is null || userId == receiver))
                connection.SendEvent("apaevt_dashboard", body.DeepClone().AsObject());
        }
    }

    private JsonObject AboutConnection(string action, ClientConnection connection)
    {
        JsonObject body = Start(action);
        body["connectionId"] = connection.Id;
        body["clientName"] = connection.ClientName;
        body["clientVersion"] = connection.ClientVersion;
        return body;
    }

    private JsonObject Start(string action) => new()
    {
        ["action"] = action,
        ["timestamp"] = PythonFloat.Node(_context.Clock.UnixNow),
    };
}
