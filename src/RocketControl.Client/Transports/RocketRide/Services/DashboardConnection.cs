using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>A connection on the server's dashboard (RocketRide protocol §3.6).</summary>
public sealed record DashboardConnection
{
    /// <summary>The server's number for it.</summary>
    public long Id { get; init; }

    /// <summary>When it was made; null when the server does not tell.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>When something last came in; null when the server does not tell.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>How many messages the server got.</summary>
    public long MessagesIn { get; init; }

    /// <summary>How many messages the server sent.</summary>
    public long MessagesOut { get; init; }

    /// <summary>Whether it is logged in.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>What the client calls itself; null when it gave no name.</summary>
    public string? ClientName { get; init; }

    /// <summary>The client's version; null when it gave none.</summary>
    public string? ClientVersion { get; init; }

    /// <summary>For each subscription, by its label, what it is to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Monitors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The names of the tasks that it follows.</summary>
    public IReadOnlyList<string> AttachedTasks { get; init; } = [];

    /// <summary>A short text, for logs.</summary>
    public override string ToString() => $"{Id}: {ClientName} {ClientVersion}";

    internal static DashboardConnection Read(JsonElement connection)
    {
        var client = connection.Member("clientInfo"u8) ?? default;
        var monitors = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var monitor in connection.Items("monitors"u8))
            monitors[monitor.Text("key"u8) ?? ""] = monitor.Texts("flags"u8);
        return new DashboardConnection
        {
            Id = connection.Integer("id"u8) ?? 0,
            ConnectedAt = connection.UnixSeconds("connectedAt"u8),
            LastActivity = connection.UnixSeconds("lastActivity"u8),
            MessagesIn = connection.Integer("messagesIn"u8) ?? 0,
            MessagesOut = connection.Integer("messagesOut"u8) ?? 0,
            IsAuthenticated = connection.Truth("authenticated"u8) ?? false,
            ClientName = client.Text("name"u8),
            ClientVersion = client.Text("version"u8),
            Monitors = monitors,
            AttachedTasks = connection.Texts("attachedTasks"u8),
        };
    }
}
