using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Pipes;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class PipeConcurrencyTests
{
    private const int Threads = 4;
    private const int Connections = 8;
    private const int ObjectsEach = 25;

    [Test]
    public async Task Objects_from_many_connections_never_mix_and_never_take_more_slots_than_there_are()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient owner = await server.LogInAsync();
        string token = await owner.ExecuteAsync(Documents.Echo(), new() { ["threads"] = Threads });

        (int Pipe, string Text)[][] results = await Task.WhenAll(Enumerable.Range(0, Connections).Select(i => SendAllAsync(server, token, i)));
        JsonObject status = await owner.StatusAsync(token);

        Assert.Multiple(() =>
        {
            for (int i = 0; i < Connections; i++)
                Assert.That(results[i].Select(result => result.Text), Is.EqualTo(Enumerable.Range(0, ObjectsEach).Select(j => $"{i}/{j}\n\n")));
            Assert.That(results.SelectMany(result => result).Select(result => result.Pipe), Is.All.InRange(0, Threads - 1));
            Assert.That((int)status["completedCount"]!, Is.EqualTo(Connections * ObjectsEach));
        });
    }

    [Test]
    public async Task Writes_and_a_close_that_nobody_waits_between_are_executed_in_order()
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(Documents.Echo());
        await client.OpenAsync(token);

        foreach (string digit in new[] { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" })
            await client.SendAsync("rrext_process", TaskRequests.PipeArguments("write", token, 0), [(byte)digit[0]]);
        JsonObject closed = await client.ClosePipeAsync(token, 0);

        Assert.That(((string)closed["body"]!["text"]![0]!).Replace("\n", ""), Is.EqualTo("0123456789"));
    }

    private static async Task<(int Pipe, string Text)[]> SendAllAsync(TaskServer server, string token, int connection)
    {
        await using RawClient client = await server.LogInAsync();
        var results = new List<(int, string)>();
        for (int i = 0; i < ObjectsEach; i++)
        {
            int pipe = (int)(await client.OpenAsync(token, $"{connection}-{i}"))["body"]!["pipe_id"]!;
            await client.WriteAsync(token, pipe, $"{connection}/{i}");
            results.Add((pipe, (string)(await client.ClosePipeAsync(token, pipe))["body"]!["text"]![0]!));
        }

        return [.. results];
    }
}
