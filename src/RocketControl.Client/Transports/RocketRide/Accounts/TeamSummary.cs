using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>A team in a list (RocketRide protocol §3.10).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its color as CSS has it; null when it was given none.</param>
/// <param name="MemberCount">How many members it has.</param>
public sealed record TeamSummary(string Id, string Name, string? Color, long MemberCount)
{
    internal static TeamSummary Read(JsonElement body) =>
        new(body.Text("id"u8) ?? "", body.Text("name"u8) ?? "", body.Text("color"u8), body.Integer("memberCount"u8) ?? 0);
}
