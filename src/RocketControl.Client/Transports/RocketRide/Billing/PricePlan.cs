using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Billing;

/// <summary>A price at which an app can be subscribed to (RocketRide protocol §3.10).</summary>
/// <param name="PriceId">The id to subscribe by.</param>
/// <param name="Interval">How often it is paid in the server's word, for example <c>month</c>.</param>
/// <param name="UnitAmountCents">The price in US cents; null when the server does not tell.</param>
/// <param name="Nickname">The name for people; empty when it has none.</param>
public sealed record PricePlan(string PriceId, string Interval, long? UnitAmountCents, string Nickname)
{
    internal static PricePlan Read(JsonElement body) =>
        new(body.Text("priceId"u8) ?? "", body.Text("interval"u8) ?? "", body.Integer("unitAmount"u8), body.Text("nickname"u8) ?? "");
}
