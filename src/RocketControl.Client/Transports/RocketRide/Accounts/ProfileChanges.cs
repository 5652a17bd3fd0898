namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>Changes to a user's profile (RocketRide protocol §3.10). What is null, the default, stays as it is.</summary>
public sealed record ProfileChanges
{
    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name that the user goes by.</summary>
    public string? PreferredUsername { get; init; }

    /// <summary>The first name.</summary>
    public string? GivenName { get; init; }

    /// <summary>The last name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The language.</summary>
    public string? Locale { get; init; }
}
