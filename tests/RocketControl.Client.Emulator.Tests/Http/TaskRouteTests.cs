using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class TaskRouteTests
{
    [TestCase("threads=65", """{"type":"less_than_equal","loc":["query","threads"],"msg":"Input should be less than or equal to 64","input":"65","ctx":{"le":64}}""")]
    [TestCase("threads=-1", """{"type":"greater_than_equal","loc":["query","threads"],"msg":"Input should be greater than or equal to 1","input":"-1","ctx":{"ge":1}}""")]
    [TestCase("threads=many", """{"type":"int_parsing","loc":["query","threads"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"many"}""")]
    [TestCase("threads=", """{"type":"int_parsing","loc":["query","threads"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":""}""")]
    public async Task Thread_counts_are_checked(string query, string error)
    {
        await using HttpSession session = await HttpSession.StartAsync();

        (HttpStatusCode status, JsonNode body) = await session.SendAsync("POST", "/task?" + query, HttpSession.Json(Documents.Echo()));

        Assert.That(status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(body.ToJsonString(), Is.EqualTo($$$"""{"detail":[{{{error}}}]}"""));
    }

    [TestCase("[1]", "application/json", """{"type":"dict_type","loc":["body"],"msg":"Input should be a valid dictionary","input":[1]}""")]
    [TestCase("null", "application/json", """{"type":"missing","loc":["body"],"msg":"Field required","input":null}""")]
    [TestCase("", "application/json", """{"type":"missing","loc":["body"],"msg":"Field required","input":null}""")]
    [TestCase("{}", "text/plain", """{"type":"dict_type","loc":["body"],"msg":"Input should be a valid dictionary","input":"{}"}""")]
    public async Task The_body_has_to_be_an_object(string body, string type, string error)
    {
        await using HttpSession session = await HttpSession.StartAsync();

        (HttpStatusCode status, JsonNode reply) = await session.SendAsync("POST", "/task", new StringContent(body, new MediaTypeHeaderValue(type)));

        Assert.That(status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(reply.ToJsonString(), Is.EqualTo($$$"""{"detail":[{{{error}}}]}"""));
    }

    [Test]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using HttpClient client = HttpTestClient.Create(session.Emulator);

        using HttpResponseMessage response = await client.PostAsync($"/task?threads=0&auth={session.Emulator.ApiKey}", null);

        JsonArray errors = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.AsArray();
        Assert.That(
            errors.Select(error => error!["loc"]!.ToJsonString()), Is.EqualTo(new[] { """["query","threads"]""", """["header","authorization"]""", """["body"]""" }));
    }

    [Test]
    public async Task A_body_that_is_no_utf8_cannot_be_parsed()
    {
        await using HttpSession session = await HttpSession.StartAsync();

        (HttpStatusCode status, JsonNode body) = await session.SendAsync("POST", "/task", new ByteArrayContent([(byte)'"', 0xFF, (byte)'"']));

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)body["detail"], Is.EqualTo("There was an error parsing the body"));
    }

    [Test]
    public async Task A_deprecated_put_starts_a_task_with_a_token_of_its_own()
    {
        await using HttpSession session = await HttpSession.StartAsync();

        JsonNode body = (await session.SendAsync("PUT", "/task?token=MY-1", HttpSession.Json(Documents.Echo()))).Body;

        Assert.That(body.ToJsonString(), Is.EqualTo("""{"status":"OK","data":{"token":"MY-1"}}"""));
    }

    [Test]
    public async Task A_start_that_fails_in_the_engine_answers_with_its_message()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        session.Server.Faults.FailNextStart("No such model");

        (HttpStatusCode status, JsonNode body) = await session.SendAsync("POST", "/task", HttpSession.Json(Documents.Echo()));

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)body["error"]!["message"], Is.EqualTo("No such model"));
    }

    [Test]
    public async Task A_start_that_is_terminated_meanwhile_fails_without_a_message()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        using Hold hold = session.Server.Faults.HoldStarts();
        Task<(HttpStatusCode Status, JsonNode Body)> start = session.SendAsync("POST", "/task?token=MY-1", HttpSession.Json(Documents.Echo()));
        await hold.Reached;

        (HttpStatusCode terminated, _) = await session.SendAsync("DELETE", "/task?token=MY-1");

        Assert.That(terminated, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await start).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)(await start).Body["error"]!["message"], Is.Empty);
    }

    [Test]
    public async Task Tasks_are_the_same_over_http_and_websocket()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        await using RawClient socket = await session.Server.LogInAsync();
        await socket.MonitorAsync("*", "TASK");

        string token = await session.ExecuteAsync();
        JsonObject begin = await socket.NextEventAsync("apaevt_task");
        await socket.TokenRequestAsync("terminate", token);
        JsonNode status = (await session.SendAsync("GET", $"/task?token={token}")).Body;

        Assert.That((string?)begin["body"]!["action"], Is.EqualTo("begin").Or.EqualTo("running"));
        Assert.That((int?)status["data"]!["state"], Is.EqualTo(6));
    }

    [Test]
    public async Task A_handler_works_through_a_connection_that_the_dashboard_shows()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        await using RawClient socket = await session.Server.LogInAsync();
        using Hold hold = session.Server.Faults.HoldStarts();
        Task<string> start = session.ExecuteAsync();
        await hold.Reached;

        JsonNode during = (await socket.RequestAsync("rrext_dashboard"))["body"]!["connections"]!;
        hold.Release();
        await start;
        JsonNode after = (await socket.RequestAsync("rrext_dashboard"))["body"]!["connections"]!;

        Assert.That(during.AsArray().Select(connection => (string?)connection!["clientInfo"]!["name"]), Is.EqualTo(new[] { "raw", "Python SDK" }));
        Assert.That(after.AsArray(), Has.Count.EqualTo(1));
    }
}
