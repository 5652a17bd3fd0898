using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>A member of an organization (RocketRide protocol §3.10).</summary>
public sealed record OrganizationMember
{
    /// <summary>The user.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The name for people.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>The role in the server's word, for example <c>admin</c> or <c>member</c>.</summary>
    public string Role { get; init; } = "";

    /// <summary>How it stands with the membership in the server's word, for example <c>active</c> or <c>pending</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>What the server says of the member.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The user and the role.</summary>
    public override string ToString() => $"{UserId} ({Role})";

    internal static OrganizationMember Read(JsonElement body) => new()
    {
        UserId = body.Text("userId"u8) ?? "",
        DisplayName = body.Text("displayName"u8) ?? "",
        Email = body.Text("email"u8) ?? "",
        Role = body.Text("role"u8) ?? "",
        Status = body.Text("status"u8) ?? "",
        Raw = body,
    };
}
