using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>An organization (RocketRide protocol §3.10).</summary>
public sealed record OrganizationDetail
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it pays for.</summary>
    public string Plan { get; init; } = "";

    /// <summary>How many members it has.</summary>
    public long MemberCount { get; init; }

    /// <summary>How many teams it has.</summary>
    public long TeamCount { get; init; }

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The id and the name.</summary>
    public override string ToString() => $"{Id} ({Name})";

    internal static OrganizationDetail Read(JsonElement body) => new()
    {
        Id = body.Text("id"u8) ?? "",
        Name = body.Text("name"u8) ?? "",
        Plan = body.Text("plan"u8) ?? "",
        MemberCount = body.Integer("memberCount"u8) ?? 0,
        TeamCount = body.Integer("teamCount"u8) ?? 0,
        Raw = body,
    };
}
