using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Accounts;

namespace RocketControl.Client.Tests.RocketRide.Accounts;

/// <summary>What only the hosted edition has.</summary>
internal sealed class OpenSourceRefusalTests : TransportTests
{
    private static readonly Uri Back = new("https://example.com/back");

    private static readonly MemberInvitation Invitation = new() { Email = "somebody@example.com", GivenName = "Some", FamilyName = "Body", Role = "member" };

    private static readonly Func<RocketRideTransport, Task>[] Account =
    [
        transport => transport.Account.GetProfileAsync(),
        transport => transport.Account.UpdateProfileAsync(new ProfileChanges { DisplayName = "Some Body" }),
        transport => transport.Account.SetDefaultTeamAsync("t"),
        transport => transport.Account.DeleteAccountAsync(),
        transport => transport.Account.Keys.ListAsync(),
        transport => transport.Account.Keys.CreateAsync(new NewApiKey { Name = "k" }),
        transport => transport.Account.Keys.RevokeAsync("k"),
        transport => transport.Account.Organizations.GetAsync(),
        transport => transport.Account.Organizations.RenameAsync("o", "n"),
        transport => transport.Account.Members.ListAsync("o"),
        transport => transport.Account.Members.InviteAsync("o", Invitation),
        transport => transport.Account.Members.SetRoleAsync("o", "u", "admin"),
        transport => transport.Account.Members.RemoveAsync("o", "u"),
        transport => transport.Account.Teams.ListAsync("o"),
        transport => transport.Account.Teams.GetAsync("o", "t"),
        transport => transport.Account.Teams.CreateAsync("o", "n"),
        transport => transport.Account.Teams.DeleteAsync("o", "t"),
        transport => transport.Account.Teams.AddMemberAsync("o", "t", "u", ["task.data"]),
        transport => transport.Account.Teams.SetPermissionsAsync("o", "t", "u", []),
        transport => transport.Account.Teams.RemoveMemberAsync("o", "t", "u"),
        transport => transport.Account.Environment.GetAsync(EnvironmentScope.Organization("o")),
        transport => transport.Account.Environment.ReplaceAsync(new Dictionary<string, string>(), EnvironmentScope.Team("t")),
    ];

    private static readonly Func<RocketRideTransport, Task>[] Billing =
    [
        transport => transport.Billing.ListSubscriptionsAsync("o"),
        transport => transport.Billing.ListPricesAsync("a"),
        transport => transport.Billing.SubscribeAsync("o", "a", "p"),
        transport => transport.Billing.CancelSubscriptionAsync("o", "a"),
        transport => transport.Billing.OpenPortalAsync("o", Back),
        transport => transport.Billing.GetCreditBalanceAsync("o"),
        transport => transport.Billing.ListCreditPacksAsync(),
        transport => transport.Billing.OpenCreditCheckoutAsync("o", "p", Back),
    ];

    [Test]
    public async Task An_open_source_server_does_not_support_accounts([ValueSource(nameof(Account))] Func<RocketRideTransport, Task> call)
    {
        var failure = await Fails.With<RunNotSupportedException>(() => call(Transport));

        Assert.That((failure.Kind, failure.Operation), Is.EqualTo((RunControlErrorKind.Unsupported, RunOperation.Account)));
    }

    [Test]
    public async Task An_open_source_server_does_not_support_billing([ValueSource(nameof(Billing))] Func<RocketRideTransport, Task> call)
    {
        var failure = await Fails.With<RunNotSupportedException>(() => call(Transport));

        Assert.That((failure.Kind, failure.Operation), Is.EqualTo((RunControlErrorKind.Unsupported, RunOperation.Billing)));
    }
}
