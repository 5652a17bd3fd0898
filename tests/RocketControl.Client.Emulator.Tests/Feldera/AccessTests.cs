using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Who may do what, and what the server says of itself (Feldera protocol §5).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class AccessTests
{
    private const string Key = "emulator-key";

    [TestCase(null)]
    [TestCase("Bearer other")]
    [TestCase("Basic emulator-key")]
    public async Task A_server_with_a_key_refuses_others(string? authorization)
    {
        await using FelderaSession session = await WithKeyAsync();
        session.Client.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        FelderaReply reply = await session.SendAsync("GET", "/v0/pipelines");
        Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(reply.Body!.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "message", "error_code" }));
        Assert.That(reply.ErrorCode, Is.EqualTo("AuthenticationFailed"));
        Assert.That((await session.SendAsync("GET", "/config/authentication")).Status, Is.EqualTo(HttpStatusCode.OK), "is for all");
    }

    [Test]
    public async Task A_server_without_a_key_ignores_the_header()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        session.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "anything");
        session.Client.DefaultRequestHeaders.Add("Feldera-Tenant", "anyone");
        Assert.That((await session.SendAsync("GET", "/v0/pipelines")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Only_the_servers_tenant_is_known()
    {
        await using FelderaSession session = await WithKeyAsync();
        string id = (string)(await session.SendAsync("GET", "/v0/config/session"))["tenant_id"]!;
        Assert.That(await AskAsAsync(session, "default"), Is.Null);
        Assert.That(await AskAsAsync(session, id), Is.Null);
        Assert.That(await AskAsAsync(session, "other"), Is.EqualTo("NotATenantMember"));
    }

    [Test]
    public async Task Keys_are_made_shown_once_used_and_deleted()
    {
        await using FelderaSession session = await WithKeyAsync();
        FelderaReply made = await session.SendAsync("POST", "/v0/api_keys", new JsonObject { ["name"] = "reader", ["role"] = "read" });
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created));
        string secret = (string)made["api_key"]!;
        Assert.That(secret, Does.StartWith("apikey:"));
        Assert.That((await session.SendAsync("POST", "/v0/api_keys", new JsonObject { ["name"] = "reader" })).ErrorCode, Is.EqualTo("DuplicateName"));
        Assert.That((await session.SendAsync("GET", "/v0/api_keys")).Text, Does.Contain("reader").And.Not.Contain(secret));

        session.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        Assert.That((await session.SendAsync("GET", "/v0/pipelines")).Status, Is.EqualTo(HttpStatusCode.OK));
        FelderaReply refused = await session.SendAsync("DELETE", "/v0/api_keys/reader");
        Assert.That((refused.Status, refused.ErrorCode), Is.EqualTo((HttpStatusCode.Forbidden, "InsufficientPermissions")));

        session.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Assert.That((await session.SendAsync("DELETE", "/v0/api_keys/reader")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await session.SendAsync("DELETE", "/v0/api_keys/reader")).ErrorCode, Is.EqualTo("UnknownApiKey"));
        Assert.That((await session.SendAsync("GET", "/v0/api-keys")).Status, Is.EqualTo(HttpStatusCode.NotFound), "with an underscore only");
    }

    [TestCase(FelderaEdition.OpenSource, "Open source")]
    [TestCase(FelderaEdition.Enterprise, "Enterprise")]
    public async Task The_configuration_names_the_edition(FelderaEdition edition, string name)
    {
        await using FelderaSession session = await FelderaSession.StartAsync(edition);
        FelderaReply config = await session.SendAsync("GET", "/v0/config");
        Assert.That(((string?)config["edition"], (string?)config["version"]), Is.EqualTo((name, "0.337.0")));
    }

    [Test]
    public async Task The_cluster_is_healthy()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        FelderaReply health = await session.SendAsync("GET", "/v0/cluster_healthz");
        Assert.That((bool?)health["all_healthy"], Is.True);
        Assert.That((bool?)health["runner"]!["healthy"], Is.True);
    }

    [Test]
    public async Task What_is_for_administrators_is_refused()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        Assert.That((await session.SendAsync("GET", "/v0/tenants")).ErrorCode, Is.EqualTo("InsufficientPermissions"));
    }

    private static Task<FelderaSession> WithKeyAsync() => FelderaSession.StartAsync(change: options => options with { ApiKey = Key });

    private static async Task<string?> AskAsAsync(FelderaSession session, string tenant)
    {
        session.Client.DefaultRequestHeaders.Remove("Feldera-Tenant");
        session.Client.DefaultRequestHeaders.Add("Feldera-Tenant", tenant);
        return (await session.SendAsync("GET", "/v0/config")).ErrorCode;
    }
}
