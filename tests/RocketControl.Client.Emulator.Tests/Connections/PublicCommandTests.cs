using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Connections;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PublicCommandTests
{
    [Test]
    public async Task The_probe_tells_the_version_as_an_object()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        JsonNode? body = (await client.RequestAsync("rrext_public_probe", []))["body"];

        Assert.Multiple(() =>
        {
            Assert.That((string?)body?["version"]?["version"], Is.Not.Empty);
            Assert.That(body?["capabilities"]?.ToJsonString(), Is.EqualTo("""["oss"]"""));
            Assert.That((string?)body?["platform"], Is.EqualTo("linux"));
            Assert.That(body?["apps"]?.ToJsonString(), Is.EqualTo("[]"));
        });
    }

    [TestCase(null, 0, 20)]
    [TestCase("""{"action":"list","offset":5,"limit":500}""", 5, 100)]
    [TestCase("""{"action":"get","appId":"x"}""", 0, 20)]
    [TestCase("""{"action":"nope"}""", 0, 20)]
    [TestCase("""{"limit":0,"offset":-3}""", -3, 0)]
    public async Task The_catalog_is_empty_and_echoes_its_page(string? arguments, int offset, int limit)
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        JsonObject reply = await client.RequestAsync("rrext_public_catalog", arguments is null ? null : JsonNode.Parse(arguments)!.AsObject());

        Assert.That(reply["body"]?.ToJsonString(), Is.EqualTo($$"""{"apps":[],"total":0,"offset":{{offset}},"limit":{{limit}}}"""));
    }

    [Test]
    public async Task A_limit_that_is_a_text_fails_with_pythons_words()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server);

        JsonObject reply = await client.RequestAsync("rrext_public_catalog", new() { ["limit"] = "x" });

        Assert.That((string?)reply["message"], Is.EqualTo("'<' not supported between instances of 'int' and 'str'"));
    }
}
