using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.RocketRide.Accounts;

namespace RocketControl.Client.Tests.RocketRide.Accounts;

/// <summary>What comes back from a hosted server.</summary>
[TestFixture]
internal sealed class AccountAnswerTests
{
    [Test]
    public async Task A_profile_is_read_and_does_not_show_its_key()
    {
        var profile = await AskAsync(
            account => account.GetProfileAsync(),
            """
            {"userToken":"rr_secret","userId":"u","displayName":"Some Body","email":"e","emailVerified":true,"defaultTeam":"t","locale":7,
            "organizations":[{"id":"o","name":"O","permissions":["org.admin"],"teams":[{"id":"t","name":"T","permissions":["task.data",7]}]},7]}
            """);

        Assert.Multiple(() =>
        {
            Assert.That((profile.UserId, profile.DisplayName, profile.Email, profile.IsEmailVerified, profile.Locale), Is.EqualTo(("u", "Some Body", "e", true, "")));
            Assert.That(profile.Organizations.Select(organization => organization.Id), Is.EqualTo(["o", ""]));
            Assert.That(profile.Organizations[0].Teams.Single().Permissions, Is.EqualTo(["task.data"]));
            Assert.That($"{profile}", Does.Not.Contain("rr_secret"));
        });
    }

    [Test]
    public async Task Keys_are_listed_with_their_dates()
    {
        var keys = await AskAsync(
            account => account.Keys.ListAsync(),
            """
            {"keys":[{"id":"k","name":"n","teamId":null,"permissions":["task.data"],"createdAt":"2030-01-02T03:04:05Z","expiresAt":null,"lastUsedAt":"soon",
            "active":true,"isSession":false,"tomorrow":1},{}]}
            """);

        Assert.That(
            (keys[0].Id, keys[0].TeamId, keys[0].IsActive, keys[0].CreatedAt, keys[0].ExpiresAt, keys[0].LastUsedAt),
            Is.EqualTo(("k", (string?)null, true, (DateTimeOffset?)new DateTimeOffset(2030, 1, 2, 3, 4, 5, default), (DateTimeOffset?)null, (DateTimeOffset?)null)));
        Assert.That((keys.Count, keys[1].Id), Is.EqualTo((2, "")));
    }

    [Test]
    public async Task A_key_that_was_made_is_given_once()
    {
        Assert.That(await AskAsync(account => account.Keys.CreateAsync(new NewApiKey { Name = "n" }), """{"key":"made"}"""), Is.EqualTo("made"));
    }

    [Test]
    public async Task Organizations_members_and_teams_are_read()
    {
        var organization = await AskAsync(account => account.Organizations.GetAsync(), """{"id":"o","name":"O","plan":"p","memberCount":2,"teamCount":"x"}""");
        var member = (await AskAsync(account => account.Members.ListAsync("o"), """{"members":[{"userId":"u","role":"admin","status":"pending"}]}""")).Single();
        var team = (await AskAsync(account => account.Teams.ListAsync("o"), """{"teams":[{"id":"t","name":"T","color":"#fff","memberCount":1}]}""")).Single();
        var detail = await AskAsync(
            account => account.Teams.GetAsync("o", "t"), """{"id":"t","name":"T","color":null,"members":[{"userId":"u","permissions":["task.data"]}]}""");

        Assert.Multiple(() =>
        {
            Assert.That((organization.Plan, organization.MemberCount, organization.TeamCount), Is.EqualTo(("p", 2, 0)));
            Assert.That((member.UserId, member.Role, member.Status, member.Email), Is.EqualTo(("u", "admin", "pending", "")));
            Assert.That(team, Is.EqualTo(new TeamSummary("t", "T", "#fff", 1)));
            Assert.That((detail.Color, detail.Members.Single().UserId, detail.Members[0].Permissions.Single()), Is.EqualTo(((string?)null, "u", "task.data")));
        });
    }

    [Test]
    public async Task An_answer_without_what_was_asked_for_is_a_breach_of_the_protocol()
    {
        await Fails(account => account.Keys.ListAsync());
        await Fails(account => account.Keys.CreateAsync(new NewApiKey { Name = "n" }));
        await Fails(account => account.Members.ListAsync("o"));
        await Fails(account => account.Teams.ListAsync("o"));
        await Fails(account => account.Environment.ListNamesAsync());
        await Fails(account => account.Environment.GetAsync());

        static Task Fails<T>(Func<RocketRideAccountManagement, Task<T>> call) => AskAsync(call, "{}").FailureAsync<RunProtocolException>();
    }

    private static async Task<T> AskAsync<T>(Func<RocketRideAccountManagement, Task<T>> call, string body)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var asking = call(scene.Transport.Account);
        await peer.AnswerAsync(await peer.NextAsync(), body);
        return await asking.Soon();
    }
}
