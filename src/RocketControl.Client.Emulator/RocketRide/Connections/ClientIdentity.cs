namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Who a connection logged in as. <paramref name="BoundToken"/> is the token of the task that a task or public key is locked to.</summary>
internal sealed record ClientIdentity(string UserToken, string UserId, ClientIdentityKind Kind, string? BoundToken);
