using System.Text.Json;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Accounts;

namespace RocketControl.Client;

/// <summary>Who the server takes this client for: its answer to the login (RocketRide protocol §1.4).</summary>
public sealed record RocketRideAccount
{
    /// <summary>The user's id; <c>local</c> on an open-source server.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The user's name for people; may be empty.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The team that owns new runs unless another is named.</summary>
    public string DefaultTeam { get; init; } = "";

    /// <summary>The organizations that the user belongs to, with the teams that a run can be started for.</summary>
    public IReadOnlyList<ProfileOrganization> Organizations { get; init; } = [];

    /// <summary>What the server says it can do or is; holds <c>oss</c> on an open-source server.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    internal static RocketRideAccount? Read(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return null;
        using var document = JsonDocument.Parse(json);
        var body = document.RootElement;
        if (body.ValueKind != JsonValueKind.Object)
            return null;
        return new RocketRideAccount
        {
            UserId = body.Text("userId"u8) ?? "",
            DisplayName = body.Text("displayName"u8) ?? "",
            DefaultTeam = body.Text("defaultTeam"u8) ?? "",
            Organizations = [.. body.Items("organizations"u8).Select(ProfileOrganization.Read)],
            Capabilities = body.Texts("capabilities"u8),
        };
    }
}
