using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>A team with its members (RocketRide protocol §3.10).</summary>
public sealed record TeamDetail
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its color as CSS has it; null when it was given none.</summary>
    public string? Color { get; init; }

    /// <summary>Its members.</summary>
    public IReadOnlyList<TeamMember> Members { get; init; } = [];

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The id and the name.</summary>
    public override string ToString() => $"{Id} ({Name})";

    internal static TeamDetail Read(JsonElement body) => new()
    {
        Id = body.Text("id"u8) ?? "",
        Name = body.Text("name"u8) ?? "",
        Color = body.Text("color"u8),
        Members = [.. body.Items("members"u8).Select(TeamMember.Read)],
        Raw = body,
    };
}
