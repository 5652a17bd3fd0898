using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Billing;

/// <summary>An app that an organization pays for (RocketRide protocol §3.10).</summary>
public sealed record Subscription
{
    /// <summary>The app.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The payment service's id of the subscription.</summary>
    public string StripeSubscriptionId { get; init; } = "";

    /// <summary>The payment service's id of the price.</summary>
    public string StripePriceId { get; init; } = "";

    /// <summary>How it stands in the server's word, for example <c>active</c>, <c>trialing</c>, <c>past_due</c> or <c>canceled</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The plan's name for people; null when it has none.</summary>
    public string? PlanNickname { get; init; }

    /// <summary>The price in US cents; null when the server does not tell.</summary>
    public long? UnitAmountCents { get; init; }

    /// <summary>How often it is paid in the server's word, for example <c>month</c>; null when the server does not tell.</summary>
    public string? BillingInterval { get; init; }

    /// <summary>When the time that is paid for began; null when the server does not tell.</summary>
    public DateTimeOffset? CurrentPeriodStart { get; init; }

    /// <summary>When the time that is paid for ends; null when the server does not tell.</summary>
    public DateTimeOffset? CurrentPeriodEnd { get; init; }

    /// <summary>Whether it ends with the time that is paid for.</summary>
    public bool CancelAtPeriodEnd { get; init; }

    /// <summary>The credits that come once, by kind.</summary>
    public IReadOnlyDictionary<string, double> InitialCredits { get; init; } = new Dictionary<string, double>();

    /// <summary>The credits that come again with each payment, by kind.</summary>
    public IReadOnlyDictionary<string, double> RecurringCredits { get; init; } = new Dictionary<string, double>();

    /// <summary>For each kind of credits, how to show it: a text with <c>{amount}</c> in it.</summary>
    public IReadOnlyDictionary<string, string> CreditLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>What the server says of it.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The app and the status.</summary>
    public override string ToString() => $"{AppId}: {Status}";

    internal static Subscription Read(JsonElement body)
    {
        var credits = body.Member("credits"u8) ?? default;
        return new Subscription
        {
            AppId = body.Text("appId"u8) ?? "",
            StripeSubscriptionId = body.Text("stripeSubscriptionId"u8) ?? "",
            StripePriceId = body.Text("stripePriceId"u8) ?? "",
            Status = body.Text("status"u8) ?? "",
            PlanNickname = body.Text("planNickname"u8),
            UnitAmountCents = body.Integer("unitAmount"u8),
            BillingInterval = body.Text("billingInterval"u8),
            CurrentPeriodStart = body.Moment("currentPeriodStart"u8),
            CurrentPeriodEnd = body.Moment("currentPeriodEnd"u8),
            CancelAtPeriodEnd = body.Truth("cancelAtPeriodEnd"u8) ?? false,
            InitialCredits = credits.NumbersByName("initial"u8),
            RecurringCredits = credits.NumbersByName("recurring"u8),
            CreditLabels = body.TextsByName("creditLabels"u8),
            Raw = body,
        };
    }
}
