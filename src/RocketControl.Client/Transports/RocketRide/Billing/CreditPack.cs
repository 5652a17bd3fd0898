using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Billing;

/// <summary>Credits that can be bought together (RocketRide protocol §3.10).</summary>
/// <param name="PackId">The id to buy it by.</param>
/// <param name="PriceId">The payment service's id of the price.</param>
/// <param name="PriceCents">The price in US cents; null when the server does not tell.</param>
/// <param name="Credits">How many there are; null when the server does not tell.</param>
/// <param name="Nickname">The name for people; empty when it has none.</param>
public sealed record CreditPack(string PackId, string PriceId, long? PriceCents, double? Credits, string Nickname)
{
    internal static CreditPack Read(JsonElement body) => new(
        body.Text("packId"u8) ?? "", body.Text("priceId"u8) ?? "", body.Integer("usdCents"u8), body.Number("credits"u8), body.Text("nickname"u8) ?? "");
}
