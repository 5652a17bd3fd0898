using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>The user's profile (RocketRide protocol §3.10). What the server does not tell is empty.</summary>
public sealed record AccountProfile
{
    /// <summary>The user's id.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The name for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The name that the user goes by.</summary>
    public string PreferredUsername { get; init; } = "";

    /// <summary>The first name.</summary>
    public string GivenName { get; init; } = "";

    /// <summary>The last name.</summary>
    public string FamilyName { get; init; } = "";

    /// <summary>The mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>Whether the mail address is known to be the user's.</summary>
    public bool IsEmailVerified { get; init; }

    /// <summary>The telephone number.</summary>
    public string PhoneNumber { get; init; } = "";

    /// <summary>Whether the telephone number is known to be the user's.</summary>
    public bool IsPhoneNumberVerified { get; init; }

    /// <summary>The language.</summary>
    public string Locale { get; init; } = "";

    /// <summary>The team that owns new runs unless another is named.</summary>
    public string DefaultTeam { get; init; } = "";

    /// <summary>The organizations that the user belongs to.</summary>
    public IReadOnlyList<ProfileOrganization> Organizations { get; init; } = [];

    /// <summary>The server's whole answer. It may hold a key (<c>userToken</c>): treat it as a secret.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The user's id.</summary>
    public override string ToString() => UserId;

    internal static AccountProfile Read(JsonElement body) => new()
    {
        UserId = body.Text("userId"u8) ?? "",
        DisplayName = body.Text("displayName"u8) ?? "",
        PreferredUsername = body.Text("preferredUsername"u8) ?? "",
        GivenName = body.Text("givenName"u8) ?? "",
        FamilyName = body.Text("familyName"u8) ?? "",
        Email = body.Text("email"u8) ?? "",
        IsEmailVerified = body.Truth("emailVerified"u8) ?? false,
        PhoneNumber = body.Text("phoneNumber"u8) ?? "",
        IsPhoneNumberVerified = body.Truth("phoneNumberVerified"u8) ?? false,
        Locale = body.Text("locale"u8) ?? "",
        DefaultTeam = body.Text("defaultTeam"u8) ?? "",
        Organizations = [.. body.Items("organizations"u8).Select(ProfileOrganization.Read)],
        Raw = body,
    };
}
