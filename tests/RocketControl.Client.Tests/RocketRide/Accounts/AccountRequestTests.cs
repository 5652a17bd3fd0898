using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide.Accounts;

namespace RocketControl.Client.Tests.RocketRide.Accounts;

/// <summary>The words that go to a hosted server.</summary>
[TestFixture]
internal sealed class AccountRequestTests
{
    private static readonly ProfileChanges AllChanges = new()
    {
        DisplayName = "a",
        PreferredUsername = "b",
        GivenName = "c",
        FamilyName = "d",
        Email = "e",
        PhoneNumber = "f",
        Locale = "g",
    };

    private static readonly NewApiKey LimitedKey =
        new() { Name = "n", Permissions = ["task.data"], TeamId = "t", ExpiresAt = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)) };

    private static readonly MemberInvitation Invitation = new() { Email = "e", GivenName = "g", FamilyName = "f", Role = "member" };

    private static IEnumerable<TestCaseData> Requests() =>
    [
        Case("rrext_account_me", account => account.GetProfileAsync(), """{"subcommand":"get"}"""),
        Case("rrext_account_me", account => account.UpdateProfileAsync(new ProfileChanges { Email = "e" }), """{"subcommand":"update","email":"e"}"""),
        Case(
            "rrext_account_me",
            account => account.UpdateProfileAsync(AllChanges),
            """
            {"subcommand":"update","displayName":"a","preferredUsername":"b","givenName":"c","familyName":"d","email":"e","phoneNumber":"f","locale":"g"}
            """),
        Case("rrext_account_me", account => account.SetDefaultTeamAsync("t"), """{"subcommand":"set_default_team","teamId":"t"}"""),
        Case("rrext_account_me", account => account.DeleteAccountAsync(), """{"subcommand":"delete"}"""),
        Case("rrext_account_me", account => account.Environment.ListNamesAsync(), """{"subcommand":"env_keys"}"""),
        Case(
            "rrext_account_org",
            account => account.Environment.ReplaceAsync(new Dictionary<string, string> { ["ROCKETRIDE_A"] = "1" }, EnvironmentScope.Organization("o")),
            """{"subcommand":"set_env","orgId":"o","env":{"ROCKETRIDE_A":"1"}}"""),
        Case("rrext_account_keys", account => account.Keys.ListAsync(), """{"subcommand":"list"}"""),
        Case(
            "rrext_account_keys",
            account => account.Keys.CreateAsync(LimitedKey),
            """{"subcommand":"create","name":"n","expiresAt":"2030-01-02T02:04:05.000Z","teamId":"t","permissions":["task.data"]}"""),
        Case(
            "rrext_account_keys", account => account.Keys.CreateAsync(new NewApiKey { Name = "n" }), """{"subcommand":"create","name":"n","permissions":[]}"""),
        Case("rrext_account_keys", account => account.Keys.RevokeAsync("k"), """{"subcommand":"revoke","keyId":"k"}"""),
        Case("rrext_account_org", account => account.Organizations.GetAsync(), """{"subcommand":"get"}"""),
        Case("rrext_account_org", account => account.Organizations.GetAsync("o"), """{"subcommand":"get","orgId":"o"}"""),
        Case("rrext_account_org", account => account.Organizations.RenameAsync("o", "n"), """{"subcommand":"update","orgId":"o","name":"n"}"""),
        Case("rrext_account_members", account => account.Members.ListAsync("o"), """{"subcommand":"list","orgId":"o"}"""),
        Case(
            "rrext_account_members",
            account => account.Members.InviteAsync("o", Invitation),
            """{"subcommand":"invite","orgId":"o","email":"e","givenName":"g","familyName":"f","role":"member"}"""),
        Case(
            "rrext_account_members", account => account.Members.SetRoleAsync("o", "u", "admin"), """{"subcommand":"update","orgId":"o","userId":"u","role":"admin"}"""),
        Case("rrext_account_members", account => account.Members.RemoveAsync("o", "u"), """{"subcommand":"delete","orgId":"o","userId":"u"}"""),
        Case("rrext_account_teams", account => account.Teams.ListAsync("o"), """{"subcommand":"list","orgId":"o"}"""),
        Case("rrext_account_teams", account => account.Teams.GetAsync("o", "t"), """{"subcommand":"get","orgId":"o","teamId":"t"}"""),
        Case("rrext_account_teams", account => account.Teams.CreateAsync("o", "n"), """{"subcommand":"create","orgId":"o","name":"n"}"""),
        Case("rrext_account_teams", account => account.Teams.DeleteAsync("o", "t"), """{"subcommand":"delete","orgId":"o","teamId":"t"}"""),
        Case(
            "rrext_account_teams",
            account => account.Teams.AddMemberAsync("o", "t", "u", ["task.data"]),
            """{"subcommand":"add_member","orgId":"o","teamId":"t","userId":"u","permissions":["task.data"]}"""),
        Case(
            "rrext_account_teams",
            account => account.Teams.SetPermissionsAsync("o", "t", "u", []),
            """{"subcommand":"update_member","orgId":"o","teamId":"t","userId":"u","permissions":[]}"""),
        Case(
            "rrext_account_teams",
            account => account.Teams.RemoveMemberAsync("o", "t", "u"),
            """{"subcommand":"delete_member","orgId":"o","teamId":"t","userId":"u"}"""),
    ];

    [TestCaseSource(nameof(Requests))]
    public async Task A_request_has_what_is_given_and_no_null(string command, Func<RocketRideAccountManagement, Task> call, string arguments)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();

        var calling = call(scene.Transport.Account);
        var request = await peer.AnswerNextAsync(command, """{"keys":[],"members":[],"teams":[],"key":"k"}""");
        await calling.Soon();

        Assert.That(request.Arguments!.ToJsonString(), Is.EqualTo(arguments));
    }

    [Test]
    public void An_id_that_is_empty_is_misuse()
    {
        var account = new RocketRideTransport(Watched.RocketRide with { Endpoint = "http://127.0.0.1:1", Credential = "k" }).Account;

        Assert.Multiple(() =>
        {
            Assert.That(() => account.SetDefaultTeamAsync(""), Throws.ArgumentException);
            Assert.That(() => account.Keys.RevokeAsync(""), Throws.ArgumentException);
            Assert.That(() => account.Organizations.RenameAsync("o", ""), Throws.ArgumentException);
            Assert.That(() => account.Members.RemoveAsync("", "u"), Throws.ArgumentException);
            Assert.That(() => account.Teams.DeleteAsync("o", ""), Throws.ArgumentException);
            Assert.That(() => EnvironmentScope.Team(""), Throws.ArgumentException);
        });
    }

    private static TestCaseData Case(string command, Func<RocketRideAccountManagement, Task> call, string arguments) =>
        new TestCaseData(command, call, arguments.Trim()).SetArgDisplayNames(command, arguments.Trim());
}
