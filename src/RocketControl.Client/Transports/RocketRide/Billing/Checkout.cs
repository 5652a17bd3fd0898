namespace RocketControl.Client.Transports.RocketRide.Billing;

/// <summary>A subscription that waits for its payment (RocketRide protocol §3.10).</summary>
/// <param name="ClientSecret">What the payment service's form needs; a secret.</param>
/// <param name="SubscriptionId">The payment service's id of the subscription; empty when the server does not tell.</param>
public sealed record Checkout(string ClientSecret, string SubscriptionId)
{
    /// <summary>The id without the secret.</summary>
    public override string ToString() => SubscriptionId;
}
