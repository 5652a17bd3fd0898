namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>Somebody to be invited into an organization (RocketRide protocol §3.10).</summary>
public sealed record MemberInvitation
{
    /// <summary>The mail address that the invitation goes to.</summary>
    public required string Email { get; init; }

    /// <summary>The first name.</summary>
    public required string GivenName { get; init; }

    /// <summary>The last name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>The role, for example <c>admin</c> or <c>member</c>.</summary>
    public required string Role { get; init; }
}
