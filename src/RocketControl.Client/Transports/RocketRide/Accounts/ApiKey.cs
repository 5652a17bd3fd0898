using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>What the server tells of a key; never the key itself (RocketRide protocol §3.10).</summary>
public sealed record ApiKey
{
    /// <summary>The id to revoke it by.</summary>
    public string Id { get; init; } = "";

    /// <summary>The name that it was given.</summary>
    public string Name { get; init; } = "";

    /// <summary>The team that it is for; null for all.</summary>
    public string? TeamId { get; init; }

    /// <summary>That team's name; null for all.</summary>
    public string? TeamName { get; init; }

    /// <summary>What it allows.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>When it was made; null when the server does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was revoked; null when it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether one can log in with it.</summary>
    public bool IsActive { get; init; }

    /// <summary>Whether the server made it for a session of its own accord.</summary>
    public bool IsSession { get; init; }

    /// <summary>What the server says of it.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The id and the name.</summary>
    public override string ToString() => $"{Id} ({Name})";

    internal static ApiKey Read(JsonElement body) => new()
    {
        Id = body.Text("id"u8) ?? "",
        Name = body.Text("name"u8) ?? "",
        TeamId = body.Text("teamId"u8),
        TeamName = body.Text("teamName"u8),
        Permissions = body.Texts("permissions"u8),
        CreatedAt = body.Moment("createdAt"u8),
        ExpiresAt = body.Moment("expiresAt"u8),
        LastUsedAt = body.Moment("lastUsedAt"u8),
        RevokedAt = body.Moment("revokedAt"u8),
        IsActive = body.Truth("active"u8) ?? false,
        IsSession = body.Truth("isSession"u8) ?? false,
        Raw = body,
    };
}
