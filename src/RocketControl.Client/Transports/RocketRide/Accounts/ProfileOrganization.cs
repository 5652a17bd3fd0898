using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>An organization that a user belongs to (RocketRide protocol §1.4).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Permissions">What the user may do in it.</param>
/// <param name="Teams">The teams in it that the user belongs to.</param>
public sealed record ProfileOrganization(string Id, string Name, IReadOnlyList<string> Permissions, IReadOnlyList<ProfileTeam> Teams)
{
    internal static ProfileOrganization Read(JsonElement body) => new(
        body.Text("id"u8) ?? "",
        body.Text("name"u8) ?? "",
        body.Texts("permissions"u8),
        [.. body.Items("teams"u8).Select(team => new ProfileTeam(team.Text("id"u8) ?? "", team.Text("name"u8) ?? "", team.Texts("permissions"u8)))]);
}
