using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>The body of a successful <c>auth</c> as the open-source server builds it (RocketRide protocol §1.4).</summary>
internal static class ConnectResult
{
    private static readonly string[] PublicKeyRights = ["task.data"];
    private static readonly string[] TaskKeyRights = ["task.control", "task.data", "task.monitor", "task.debug", "task.store"];
    private static readonly string[] FullRights = ["team.admin", "read", "write", "execute", .. TaskKeyRights];

    public static JsonObject For(ClientIdentity identity) => identity.Kind switch
    {
        ClientIdentityKind.ApiKey => Build(identity, "RocketRide Developer", "developer", Organization(identity, "Local", ["org.admin"], "Development", FullRights), ["oss"]),
        ClientIdentityKind.TaskKey => Build(identity, "", "", Organization(identity, "", [], "", TaskKeyRights), []),
        _ => Build(identity, "", "", Organization(identity, "", [], "", PublicKeyRights), []),
    };

    private static JsonObject Build(ClientIdentity identity, string displayName, string userName, JsonObject organization, string[] capabilities) => new()
    {
        ["userToken"] = identity.UserToken,
        ["userId"] = identity.UserId,
        ["displayName"] = displayName,
        ["givenName"] = "",
        ["familyName"] = "",
        ["preferredUsername"] = userName,
        ["email"] = "",
        ["emailVerified"] = false,
        ["phoneNumber"] = "",
        ["phoneNumberVerified"] = false,
        ["locale"] = "",
        ["defaultTeam"] = identity.TeamId,
        ["organizations"] = new JsonArray(organization),
        ["apps"] = new JsonArray(),
        ["capabilities"] = Texts(capabilities),
    };

    private static JsonObject Organization(ClientIdentity identity, string name, string[] permissions, string team, string[] teamPermissions) => new()
    {
        ["id"] = identity.TeamId == ClientIdentity.LocalTeam ? "local" : "",
        ["name"] = name,
        ["permissions"] = Texts(permissions),
        ["teams"] = new JsonArray(new JsonObject { ["id"] = identity.TeamId, ["name"] = team, ["permissions"] = Texts(teamPermissions) }),
    };

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
