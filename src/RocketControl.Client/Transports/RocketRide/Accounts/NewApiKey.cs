namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>A key to be made (RocketRide protocol §3.10).</summary>
public sealed record NewApiKey
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is to allow, for example <c>task.control</c>; empty (default) for all that the user may do.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>When it ends; null (default) for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The team that it is for; null (default) for all.</summary>
    public string? TeamId { get; init; }
}
