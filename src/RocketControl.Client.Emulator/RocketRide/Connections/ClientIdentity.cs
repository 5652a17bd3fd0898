namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Who a connection logged in as. <paramref name="BoundToken"/> is the token of the task that a task or public key is locked to.</summary>
internal sealed record ClientIdentity(string UserToken, string UserId, ClientIdentityKind Kind, string? BoundToken)
{
    /// <summary>The only team of the open-source server.</summary>
    public const string LocalTeam = "local";

    /// <summary>The default team: that of the task for a login by key, which need not exist.</summary>
    public string TeamId { get; init; } = LocalTeam;
}
