using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Tasks;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class EchoSessionTests
{
    [Test]
    public async Task A_text_goes_in_and_comes_out_and_the_task_ends()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        string token = await client.ExecuteAsync(Documents.Echo("e612b741-748c-4b35-a8b7-186797a8ea42"));
        JsonObject running = await client.StatusAsync(token);
        JsonObject open = await client.OpenAsync(token);
        await client.WriteAsync(token, 0, "Hello");
        JsonObject close = await client.ClosePipeAsync(token, 0);
        JsonObject terminate = await client.TokenRequestAsync("terminate", token);
        JsonObject stopped = await client.StatusAsync(token);

        Assert.Multiple(() =>
        {
            Assert.That(token, Is.EqualTo("tk_1b4bbac062687abd2f25ecf1f535d7e2"));
            Assert.That((int)running["state"]!, Is.EqualTo(3));
            Assert.That(open["body"]!.ToJsonString(), Is.EqualTo("""{"pipe_id":0}"""));
            Assert.That(
                close["body"]!.ToJsonString(),
                Is.EqualTo(
                    """{"result_types":{"text":"text"},"text":["Hello\n\n"],"name":"a","path":"","objectId":"473cbfe6-35fc-5c70-bffe-7d7eefaa29d3"}"""));
            Assert.That((bool)terminate["success"]!, Is.True);
            Assert.That((int)stopped["state"]!, Is.EqualTo(6));
            Assert.That((bool)stopped["completed"]!, Is.True);
        });
    }

    [Test]
    public async Task Events_of_a_whole_life_come_in_the_order_of_the_real_server()
    {
        await using RocketRideEmulator server = await RocketRideEmulator.StartAsync();
        await using RawClient client = await RawClient.LogInAsync(server);

        await client.MonitorAsync("*", "SUMMARY", "TASK");
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.TokenRequestAsync("terminate", token);

        Assert.That(client.Events.Select(Describe), Is.EqualTo(new[]
        {
            "running", "update 1", "begin", "update 2", "update 3 up", "update 3", "update 4", "update 6", "end",
        }));
    }

    private static string Describe(JsonObject message)
    {
        JsonNode body = message["body"]!;
        return (string?)body["action"] ?? $"update {body["state"]}{((bool)body["serviceUp"]! ? " up" : "")}";
    }
}
