using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Tasks;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class AccessTests
{
    [TestCase("execute", "task.control")]
    [TestCase("restart", "task.control")]
    [TestCase("rrext_get_tasks", "task.monitor")]
    [TestCase("rrext_get_token", "task.monitor")]
    [TestCase("rrext_dashboard", "task.monitor")]
    public async Task A_public_key_lacks_permissions(string command, string permission)
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await LogInWithKeyAsync(server, "publicToken");

        JsonObject reply = await client.RequestAsync(command, []);

        Assert.That((string?)reply["message"], Is.EqualTo($"Permission '{permission}' denied"));
    }

    [TestCase("publicToken")]
    [TestCase("token")]
    public async Task Every_key_may_read_and_end_its_own_task_whatever_token_it_names(string key)
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await LogInWithKeyAsync(server, key);

        JsonObject pipeline = await client.TokenRequestAsync("rrext_get_pipeline", "tk_other");
        JsonObject terminate = await client.TokenRequestAsync("terminate", "*");
        JsonObject status = await client.RequestAsync("rrext_get_task_status");

        Assert.Multiple(() =>
        {
            Assert.That((string?)pipeline["body"]!["pipeline"]!["project_id"], Is.EqualTo("project"));
            Assert.That((bool)terminate["success"]!, Is.True);
            Assert.That((int)status["body"]!["state"]!, Is.EqualTo(6));
        });
    }

    [Test]
    public async Task Keys_of_unknown_tasks_are_bad_requests()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Emulator);

        JsonObject reply = await client.RequestAsync("auth", new() { ["auth"] = "tk_nope" });

        Assert.That((string?)reply["message"], Is.EqualTo("Bad request"));
    }

    [Test]
    public async Task A_task_of_an_unknown_team_is_out_of_its_owners_reach()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient owner = await server.LogInAsync();
        await owner.MonitorAsync("*", "TASK");
        string token = await owner.ExecuteAsync(Documents.Echo(), new() { ["teamId"] = "nope" });

        JsonObject terminate = await owner.TokenRequestAsync("terminate", token);
        JsonObject restart = await owner.RequestAsync("restart", new() { ["token"] = token, ["pipeline"] = Documents.Echo() });
        await using RawClient key = await server.LogInAsync(token);
        JsonObject terminateByKey = await key.RequestAsync("terminate");

        Assert.Multiple(() =>
        {
            Assert.That((string?)terminate["message"], Is.EqualTo("Access denied: no permissions for this task"));
            Assert.That((string?)restart["message"], Is.EqualTo("Cannot restart task: no permissions for this task"));
            Assert.That((bool)terminateByKey["success"]!, Is.True);
            Assert.That(owner.Events, Has.Count.EqualTo(1), "but for the catch-up the owner hears nothing");
        });
    }

    private static async Task<RawClient> LogInWithKeyAsync(TaskServer server, string key)
    {
        await using RawClient owner = await server.LogInAsync();
        JsonObject reply = await owner.RequestAsync("execute", new() { ["pipeline"] = Documents.Echo() });
        return await server.LogInAsync((string)reply["body"]![key]!);
    }
}
