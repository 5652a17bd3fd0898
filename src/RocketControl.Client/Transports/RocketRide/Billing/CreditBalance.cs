using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Billing;

/// <summary>The credits of an organization, by kind (RocketRide protocol §3.10).</summary>
public sealed record CreditBalance
{
    /// <summary>What is left.</summary>
    public IReadOnlyDictionary<string, double> Balances { get; init; } = new Dictionary<string, double>();

    /// <summary>All that was ever bought.</summary>
    public IReadOnlyDictionary<string, double> LifetimePurchased { get; init; } = new Dictionary<string, double>();

    /// <summary>All that was ever used.</summary>
    public IReadOnlyDictionary<string, double> LifetimeConsumed { get; init; } = new Dictionary<string, double>();

    /// <summary>How to show each kind: a text with <c>{amount}</c> in it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>What is left.</summary>
    public override string ToString() => string.Join(", ", Balances.Select(balance => FormattableString.Invariant($"{balance.Value} {balance.Key}")));

    internal static CreditBalance Read(JsonElement body) => new()
    {
        Balances = body.NumbersByName("balances"u8),
        LifetimePurchased = body.NumbersByName("lifetimePurchased"u8),
        LifetimeConsumed = body.NumbersByName("lifetimeConsumed"u8),
        Labels = body.TextsByName("labels"u8),
        Raw = body,
    };
}
