using System.Text.Json;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>Statements for the database behind a run, which go as questions.</summary>
[TestFixture]
internal sealed class DatabaseTests
{
    [Test]
    public async Task A_statement_gives_its_rows()
    {
        var (answer, question) = await AskAsync(scene => scene.Transport.QueryDatabaseAsync(SampleRun.Started, "select 1"), """{"rows":[[1]],"affected_rows":0}""");

        Assert.That(answer.GetProperty("rows")[0][0].GetInt32(), Is.EqualTo(1));
        Assert.That((question.GetProperty("type").GetString(), question.GetProperty("questions")[0].GetProperty("text").GetString()), Is.EqualTo(("execute", "select 1")));
    }

    [Test]
    public async Task A_database_tells_its_dialect()
    {
        var (dialect, question) = await AskAsync(scene => scene.Transport.GetDatabaseDialectAsync(SampleRun.Started), """{"dialect":"mysql"}""");

        Assert.That((dialect, question.GetProperty("type").GetString()), Is.EqualTo(("mysql", "dialect")));
    }

    [Test]
    public async Task What_answers_otherwise_is_no_database()
    {
        await AskAsync(scene => scene.Transport.QueryDatabaseAsync(SampleRun.Started, "select 1"), "What?").FailureAsync<RunProtocolException>();
        await AskAsync(scene => scene.Transport.GetDatabaseDialectAsync(SampleRun.Started), "[]").FailureAsync<RunProtocolException>();
    }

    private static async Task<(T Answer, JsonElement Question)> AskAsync<T>(Func<TransportScene, Task<T>> ask, string answer)
    {
        await using var scene = new TransportScene();
        var peer = await scene.ConnectAsync();
        var asking = ask(scene);
        await peer.AnswerNextAsync("rrext_process", """{"pipe_id":0}""");
        var write = await peer.AnswerNextAsync("rrext_process");
        await peer.AnswerNextAsync(
            "rrext_process",
            $$$"""{"name":"Question 1","path":"","objectId":"o","answers":[{{{JsonSerializer.Serialize(answer)}}}],"result_types":{"answers":"answers"}}""");
        using var question = JsonDocument.Parse(write.Payload);
        return (await asking.Soon(), question.RootElement.Clone());
    }
}
