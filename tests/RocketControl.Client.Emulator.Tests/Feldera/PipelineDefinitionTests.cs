using System.Net;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Making, reading, changing and deleting pipelines (Feldera protocol §6).</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PipelineDefinitionTests
{
    [Test]
    public async Task A_new_pipeline_has_the_servers_defaults()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        FelderaReply created = await session.SendAsync("POST", "/v0/pipelines", Body());
        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.Created));
        Assert.That((int?)created["runtime_config"]!["workers"], Is.EqualTo(8));
        Assert.That((string?)created["program_config"]!["profile"], Is.EqualTo("optimized"));
        Assert.That((string?)created["description"], Is.Empty);
        Assert.That(created["tags"]!.AsArray(), Is.Empty);
        Assert.That((string?)created["udf_rust"], Is.Empty);
        Assert.That((string?)created["program_status"], Is.EqualTo("Pending"));
        Assert.That((string?)created["deployment_status"], Is.EqualTo("Stopped"));
        Assert.That((string?)created["storage_status"], Is.EqualTo("Cleared"));
        Assert.That(created["deployment_runtime_status"], Is.Null);
        Assert.That((string?)created["created_at"], Is.EqualTo("2026-11-20T17:00:00Z"));
    }

    [Test]
    public async Task A_name_can_be_taken_once()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        await session.SendAsync("POST", "/v0/pipelines", Body());
        FelderaReply second = await session.SendAsync("POST", "/v0/pipelines", Body());
        Assert.That((second.Status, second.ErrorCode), Is.EqualTo((HttpStatusCode.Conflict, "DuplicateName")));

        await session.SendAsync("POST", "/v0/pipelines", Body("q"));
        FelderaReply renamed = await session.SendAsync("PATCH", "/v0/pipelines/q", new JsonObject { ["name"] = "p" });
        Assert.That(renamed.ErrorCode, Is.EqualTo("DuplicateName"));
    }

    [TestCase("", "EmptyName")]
    [TestCase("a b", "NameDoesNotMatchPattern")]
    [TestCase("-a", "NameDoesNotMatchPattern")]
    [TestCase("a_", "NameDoesNotMatchPattern")]
    [TestCase("a-b_c", null)]
    public async Task A_name_has_to_match(string name, string? error)
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        Assert.That((await session.SendAsync("POST", "/v0/pipelines", Body(name))).ErrorCode, Is.EqualTo(error));
    }

    [Test]
    public async Task A_name_must_not_be_too_long()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        Assert.That((await session.SendAsync("POST", "/v0/pipelines", Body(new string('a', 101)))).ErrorCode, Is.EqualTo("TooLongName"));
        Assert.That((await session.SendAsync("POST", "/v0/pipelines", Body(new string('a', 100)))).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [TestCase("runtime_config", """{"workers": 0}""", "InvalidRuntimeConfig")]
    [TestCase("runtime_config", "[]", "InvalidRuntimeConfig")]
    [TestCase("runtime_config", """{"storage": 1}""", "InvalidRuntimeConfig")]
    [TestCase("runtime_config", """{"fault_tolerance": "x"}""", "InvalidRuntimeConfig")]
    [TestCase("runtime_config", """{"fault_tolerance": {"model": 1}}""", "InvalidRuntimeConfig")]
    [TestCase("runtime_config", """{"provisioning_timeout_secs": 1e30}""", "InvalidRuntimeConfig")]
    [TestCase("program_config", """{"profile": "best"}""", "InvalidProgramConfig")]
    [TestCase("program_code", "null", "InvalidParam")]
    [TestCase("description", "1", "InvalidParam")]
    [TestCase("tags", "[1]", "InvalidParam")]
    public async Task A_description_has_to_be_valid(string member, string value, string error)
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        JsonObject body = Body();
        body[member] = JsonNode.Parse(value);
        FelderaReply reply = await session.SendAsync("POST", "/v0/pipelines", body);
        Assert.That(((int)reply.Status, reply.ErrorCode), Is.EqualTo((400, error)));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{\"name\": \"\\ud800\"}")]
    public async Task A_body_has_to_be_an_object(string body)
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        FelderaReply reply = await session.SendAsync("POST", "/v0/pipelines", new StringContent(body));
        Assert.That(((int)reply.Status, reply.ErrorCode), Is.EqualTo((400, "InvalidParam")));
    }

    [Test]
    public async Task A_part_of_a_configuration_keeps_the_defaults_of_the_rest()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        await session.CreateAsync(runtimeConfig: new JsonObject { ["fault_tolerance"] = new JsonObject { ["model"] = "exactly_once" } });
        JsonNode tolerance = (await session.SendAsync("GET", "/v0/pipelines/p"))["runtime_config"]!["fault_tolerance"]!;
        Assert.That(tolerance.ToJsonString(), Is.EqualTo("""{"model":"exactly_once","checkpoint_interval_secs":60}"""));
    }

    [Test]
    public async Task Putting_a_pipeline_makes_it_and_then_replaces_it()
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        Assert.That((await session.SendAsync("PUT", "/v0/pipelines/p", Body())).Status, Is.EqualTo(HttpStatusCode.Created));
        session.Advance(20);

        JsonObject changed = Body();
        changed["program_code"] = "CREATE TABLE other (id INT)";
        FelderaReply replaced = await session.SendAsync("PUT", "/v0/pipelines/p", changed);
        Assert.That(replaced.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((long?)replaced["program_version"], Is.EqualTo(2));
        Assert.That((string?)replaced["program_status"], Is.EqualTo("Pending"));

        session.Advance(20);
        FelderaReply same = await session.SendAsync("PUT", "/v0/pipelines/p", changed);
        Assert.That(((long?)same["version"], (long?)same["program_version"], (string?)same["program_status"]), Is.EqualTo((2L, 2L, "Success")));
    }

    [Test]
    public async Task Descriptions_and_tags_can_always_be_changed_and_raise_no_version()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        FelderaReply before = await session.StatusAsync();
        FelderaReply after = await session.SendAsync(
            "PATCH", "/v0/pipelines/p", new JsonObject { ["description"] = "new", ["tags"] = new JsonArray("a", "b") });
        Assert.That((string?)after["description"], Is.EqualTo("new"));
        Assert.That(after["tags"]!.ToJsonString(), Is.EqualTo("""["a","b"]"""));
        Assert.That((long?)after["version"], Is.EqualTo((long?)before["version"]));
        Assert.That((long?)after["refresh_version"], Is.EqualTo((long?)before["refresh_version"]));

        FelderaReply refused = await session.SendAsync("PATCH", "/v0/pipelines/p", new JsonObject { ["program_code"] = "" });
        Assert.That(refused.ErrorCode, Is.EqualTo("UpdateRestrictedToStopped"));
    }

    [Test]
    public async Task Storage_that_is_in_use_keeps_its_configuration()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        await session.AcceptAsync("stop?force=true");
        session.Advance(10);
        var change = new JsonObject { ["runtime_config"] = new JsonObject { ["storage"] = null } };
        Assert.That((await session.SendAsync("PATCH", "/v0/pipelines/p", change)).ErrorCode, Is.EqualTo("EditRestrictedToClearedStorage"));
        await session.AcceptAsync("clear");
        session.Advance(10);
        Assert.That((await session.SendAsync("PATCH", "/v0/pipelines/p", change)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("all", true, false)]
    [TestCase("status", false, false)]
    [TestCase("status_with_connectors", false, true)]
    public async Task A_selector_says_what_is_read(string selector, bool hasProgram, bool hasConnectors)
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync("running");
        foreach (JsonNode found in new[]
        {
            (await session.SendAsync("GET", $"/v0/pipelines/p?selector={selector}")).Body!,
            (await session.SendAsync("GET", $"/v0/pipelines?selector={selector}"))!.Body![0]!,
        })
        {
            Assert.That(found.AsObject().ContainsKey("program_code"), Is.EqualTo(hasProgram));
            Assert.That(found.AsObject().ContainsKey("connectors"), Is.EqualTo(hasConnectors));
            Assert.That((string?)found["deployment_status"], Is.EqualTo("Running"));
        }
        Assert.That((await session.SendAsync("GET", "/v0/pipelines?selector=some")).ErrorCode, Is.EqualTo("InvalidParam"));
    }

    [Test]
    public async Task The_program_info_shows_the_schema()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        JsonNode schema = (await session.SendAsync("GET", "/v0/pipelines/p"))["program_info"]!["schema"]!;
        Assert.That((string?)schema["inputs"]![0]!["name"], Is.EqualTo("t"));
        Assert.That((string?)schema["inputs"]![0]!["fields"]![0]!["columntype"]!["type"], Is.EqualTo("INTEGER"));
        Assert.That((string?)schema["outputs"]![1]!["name"], Is.EqualTo("names"));
    }

    [Test]
    public async Task The_refresh_version_moves_with_the_status()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        long stopped = (long)(await session.StatusAsync())["refresh_version"]!;
        await session.RunAsync();
        long running = (long)(await session.StatusAsync())["refresh_version"]!;
        session.Advance(60);
        Assert.That(running, Is.GreaterThan(stopped).And.LessThanOrEqualTo(stopped + 25));
        Assert.That((long)(await session.StatusAsync())["refresh_version"]!, Is.EqualTo(running));
    }

    [Test]
    public async Task Updating_the_runtime_compiles_anew()
    {
        await using FelderaSession session = await FelderaSession.WithPipelineAsync();
        FelderaReply reply = await session.PostAsync("update_runtime");
        Assert.That(((string?)reply["program_status"], (long?)reply["program_version"]), Is.EqualTo(("Pending", 2L)));
    }

    [TestCase("CREATE TABLE t (id INT)", "Success")]
    [TestCase("CREATE TABLE", "SqlError")]
    public async Task A_program_can_be_validated(string code, string outcome)
    {
        await using FelderaSession session = await FelderaSession.StartAsync();
        FelderaReply reply = await session.SendAsync("POST", "/v0/validate_program", new JsonObject { ["program_code"] = code });
        Assert.That(reply.Body!.AsObject().Single().Key, Is.EqualTo(outcome));
    }

    private static JsonObject Body(string name = "p") => new() { ["name"] = name, ["program_code"] = FelderaSession.Program };
}
