using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>A member of a team (RocketRide protocol §3.10).</summary>
/// <param name="UserId">The user.</param>
/// <param name="DisplayName">The name for people.</param>
/// <param name="Email">The mail address.</param>
/// <param name="Permissions">What the member may do in the team, for example <c>task.control</c>.</param>
public sealed record TeamMember(string UserId, string DisplayName, string Email, IReadOnlyList<string> Permissions)
{
    internal static TeamMember Read(JsonElement body) =>
        new(body.Text("userId"u8) ?? "", body.Text("displayName"u8) ?? "", body.Text("email"u8) ?? "", body.Texts("permissions"u8));
}
