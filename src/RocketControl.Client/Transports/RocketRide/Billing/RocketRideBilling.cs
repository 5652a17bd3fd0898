using RocketControl.Client.Transports.RocketRide.Accounts;

namespace RocketControl.Client.Transports.RocketRide.Billing;

/// <summary>
/// Subscriptions and credits (RocketRide protocol §3.10). Only the hosted edition has them; an open-source server refuses with <see cref="RunNotSupportedException"/>.
/// Nothing here pays: a payment is made at the address or with the secret that comes back. Thread-safe.
/// </summary>
public sealed class RocketRideBilling
{
    private readonly GroupCalls _billing;

    internal RocketRideBilling(RocketRideCaller caller) => _billing = new GroupCalls(caller, RunOperation.Billing, "rrext_account_billing");

    /// <summary>Lists what an organization has subscribed to.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<Subscription>> ListSubscriptionsAsync(string organizationId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(organizationId);
        var body = await _billing.AskAsync(new("list", ("orgId", organizationId)), cancellationToken).ConfigureAwait(false);
        return _billing.ListOf(body, "subscriptions"u8, Subscription.Read);
    }

    /// <summary>Lists the prices of an app.</summary>
    /// <param name="appId">The app.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<PricePlan>> ListPricesAsync(string appId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(appId);
        var body = await _billing.AskAsync(new("prices", ("appId", appId)), cancellationToken).ConfigureAwait(false);
        return _billing.ListOf(body, "plans"u8, PricePlan.Read);
    }

    /// <summary>Begins a subscription.</summary>
    /// <param name="organizationId">The organization that pays.</param>
    /// <param name="appId">The app.</param>
    /// <param name="priceId">The price: a <see cref="PricePlan.PriceId"/>.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <returns>What the payment needs.</returns>
    public async Task<Checkout> SubscribeAsync(string organizationId, string appId, string priceId, CancellationToken cancellationToken = default)
    {
        Require(organizationId, appId, priceId);
        var body = await _billing.MakeAsync(new("subscribe", ("orgId", organizationId), ("appId", appId), ("priceId", priceId)), cancellationToken).ConfigureAwait(false);
        return body.Text("clientSecret"u8) is { Length: > 0 } secret
            ? new Checkout(secret, body.Text("subscriptionId"u8) ?? "")
            : throw _billing.Malformed("has no secret");
    }

    /// <summary>Ends a subscription.</summary>
    /// <param name="organizationId">The organization that pays.</param>
    /// <param name="appId">The app.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    /// <returns>Whether there was one to end, as far as the server tells.</returns>
    public async Task<bool> CancelSubscriptionAsync(string organizationId, string appId, CancellationToken cancellationToken = default)
    {
        Require(organizationId, appId);
        var body = await _billing.MakeAsync(new("cancel", ("orgId", organizationId), ("appId", appId)), cancellationToken).ConfigureAwait(false);
        return body.Truth("canceled"u8) ?? false;
    }

    /// <summary>Opens the payment service's page for an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="returnUrl">Where the page leads back to.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The page's address, which lets whoever has it in.</returns>
    public Task<Uri> OpenPortalAsync(string organizationId, Uri returnUrl, CancellationToken cancellationToken = default)
    {
        Require(organizationId);
        ArgumentNullException.ThrowIfNull(returnUrl);
        return PageAsync("portal", cancellationToken, ("orgId", organizationId), ("returnUrl", returnUrl.OriginalString));
    }

    /// <summary>Reads the credits of an organization.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<CreditBalance> GetCreditBalanceAsync(string organizationId, CancellationToken cancellationToken = default)
    {
        Require(organizationId);
        return CreditBalance.Read(await _billing.AskAsync(new("credits_balance", ("orgId", organizationId)), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Lists the packs of credits that can be bought.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<CreditPack>> ListCreditPacksAsync(CancellationToken cancellationToken = default) =>
        _billing.ListOf(await _billing.AskAsync(new("credits_packs"), cancellationToken).ConfigureAwait(false), "packs"u8, CreditPack.Read);

    /// <summary>Opens the payment service's page for a pack of credits.</summary>
    /// <param name="organizationId">The organization that pays.</param>
    /// <param name="packId">The pack: a <see cref="CreditPack.PackId"/>.</param>
    /// <param name="returnUrl">Where the page leads back to.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The page's address.</returns>
    public Task<Uri> OpenCreditCheckoutAsync(string organizationId, string packId, Uri returnUrl, CancellationToken cancellationToken = default)
    {
        Require(organizationId, packId);
        ArgumentNullException.ThrowIfNull(returnUrl);
        return PageAsync("credits_checkout", cancellationToken, ("orgId", organizationId), ("packId", packId), ("returnUrl", returnUrl.OriginalString));
    }

    private async Task<Uri> PageAsync(string subcommand, CancellationToken cancellationToken, params (string Name, string? Value)[] arguments)
    {
        var body = await _billing.MakeAsync(new(subcommand, arguments), cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(body.Text("url"u8), UriKind.Absolute, out var page) ? page : throw _billing.Malformed("has no address");
    }

    private static void Require(params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
            ArgumentException.ThrowIfNullOrEmpty(id);
    }
}
