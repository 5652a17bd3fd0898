using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Billing;

namespace RocketControl.Client.Tests.RocketRide.Billing;

[TestFixture]
internal sealed class BillingTests
{
    private static readonly Uri Back = new("https://example.com/back");

    [Test]
    public async Task Subscriptions_are_listed()
    {
        var (subscriptions, arguments) = await AskAsync(
            billing => billing.ListSubscriptionsAsync("o"),
            """
            {"subscriptions":[{"appId":"a","status":"active","unitAmount":999,"currentPeriodEnd":"2030-01-02T03:04:05Z","cancelAtPeriodEnd":true,
            "credits":{"initial":{"tokens":5},"recurring":{"tokens":7.5,"odd":"x"}},"creditLabels":{"tokens":"{amount} tokens"}},{"credits":null,"creditLabels":null}]}
            """);

        var first = subscriptions[0];
        Assert.Multiple(() =>
        {
            Assert.That(arguments, Is.EqualTo("""{"subcommand":"list","orgId":"o"}"""));
            Assert.That((first.AppId, first.Status, first.UnitAmountCents, first.CancelAtPeriodEnd), Is.EqualTo(("a", "active", (long?)999, true)));
            Assert.That(first.CurrentPeriodEnd, Is.EqualTo(new DateTimeOffset(2030, 1, 2, 3, 4, 5, default)));
            Assert.That((first.InitialCredits["tokens"], first.RecurringCredits.Single().Value), Is.EqualTo((5.0, 7.5)));
            Assert.That(first.CreditLabels["tokens"], Is.EqualTo("{amount} tokens"));
            Assert.That((subscriptions[1].InitialCredits.Count, subscriptions[1].CreditLabels.Count), Is.EqualTo((0, 0)));
        });
    }

    [Test]
    public async Task Prices_are_listed()
    {
        var (plans, arguments) = await AskAsync(
            billing => billing.ListPricesAsync("a"), """{"plans":[{"priceId":"p","interval":"month","unitAmount":999,"nickname":"Pro"}]}""");

        Assert.That(plans.Single(), Is.EqualTo(new PricePlan("p", "month", 999, "Pro")));
        Assert.That(arguments, Is.EqualTo("""{"subcommand":"prices","appId":"a"}"""));
    }

    [Test]
    public async Task A_subscription_that_was_begun_does_not_show_its_secret()
    {
        var (checkout, arguments) = await AskAsync(billing => billing.SubscribeAsync("o", "a", "p"), """{"clientSecret":"hush","subscriptionId":"s"}""");

        Assert.That((checkout.ClientSecret, checkout.ToString()), Is.EqualTo(("hush", "s")));
        Assert.That(arguments, Is.EqualTo("""{"subcommand":"subscribe","orgId":"o","appId":"a","priceId":"p"}"""));
    }

    [TestCase("""{"canceled":true}""", true)]
    [TestCase("""{"canceled":false}""", false)]
    [TestCase("{}", false)]
    public async Task A_cancellation_tells_whether_there_was_something_to_cancel(string body, bool expected)
    {
        var (canceled, arguments) = await AskAsync(billing => billing.CancelSubscriptionAsync("o", "a"), body);

        Assert.That(canceled, Is.EqualTo(expected));
        Assert.That(arguments, Is.EqualTo("""{"subcommand":"cancel","orgId":"o","appId":"a"}"""));
    }

    [Test]
    public async Task Pages_of_the_payment_service_are_addresses()
    {
        var (portal, asked) = await AskAsync(billing => billing.OpenPortalAsync("o", Back), """{"url":"https://example.com/portal"}""");
        var (checkout, askedToo) = await AskAsync(billing => billing.OpenCreditCheckoutAsync("o", "p", Back), """{"url":"https://example.com/pay"}""");

        Assert.That((portal.AbsolutePath, checkout.AbsolutePath), Is.EqualTo(("/portal", "/pay")));
        Assert.That(asked, Is.EqualTo("""{"subcommand":"portal","orgId":"o","returnUrl":"https://example.com/back"}"""));
        Assert.That(askedToo, Is.EqualTo("""{"subcommand":"credits_checkout","orgId":"o","packId":"p","returnUrl":"https://example.com/back"}"""));
    }

    [Test]
    public async Task Credits_are_read()
    {
        var (balance, _) = await AskAsync(
            billing => billing.GetCreditBalanceAsync("o"), """{"balances":{"tokens":4200},"lifetimePurchased":{"tokens":5000},"lifetimeConsumed":null,"labels":{}}""");
        var (packs, arguments) = await AskAsync(
            billing => billing.ListCreditPacksAsync(), """{"packs":[{"packId":"small","priceId":"p","usdCents":500,"credits":55000,"nickname":"55k"}]}""");

        Assert.That((balance.ToString(), balance.LifetimePurchased["tokens"], balance.LifetimeConsumed.Count), Is.EqualTo(("4200 tokens", 5000.0, 0)));
        Assert.That(packs.Single(), Is.EqualTo(new CreditPack("small", "p", 500, 55000, "55k")));
        Assert.That(arguments, Is.EqualTo("""{"subcommand":"credits_packs"}"""));
    }

    [Test]
    public async Task An_answer_without_what_was_asked_for_is_a_breach_of_the_protocol()
    {
        await AskAsync(billing => billing.ListSubscriptionsAsync("o"), "{}").FailureAsync<RunProtocolException>();
        await AskAsync(billing => billing.SubscribeAsync("o", "a", "p"), "{}").FailureAsync<RunProtocolException>();
        await AskAsync(billing => billing.OpenPortalAsync("o", Back), """{"url":"no address"}""").FailureAsync<RunProtocolException>();
    }

    private static async Task<(T Answer, string Arguments)> AskAsync<T>(Func<RocketRideBilling, Task<T>> call, string body)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var asking = call(scene.Transport.Billing);
        var request = await peer.AnswerNextAsync("rrext_account_billing", body);
        return (await asking.Soon(), request.Arguments!.ToJsonString());
    }
}
