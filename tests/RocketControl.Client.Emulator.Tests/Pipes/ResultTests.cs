using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Pipes;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ResultTests
{
    [TestCase("response_text", """{"laneName":"body"}""", "body")]
    [TestCase("response", """{"lanes":[{"laneId":"image","laneName":"picture"},{"laneId":"text","laneName":"words"}]}""", "words")]
    [TestCase("response", """{"lanes":[{"laneId":"image","laneName":"picture"}]}""", "text")]
    [TestCase("response", "{}", "text")]
    public async Task The_response_node_names_the_result(string provider, string config, string key)
    {
        JsonObject pipeline = Documents.Echo();
        pipeline["components"]![1]!["provider"] = provider;
        pipeline["components"]![1]!["config"] = JsonNode.Parse(config);

        JsonNode body = await SendAsync(pipeline, "text/plain", "hi");

        Assert.Multiple(() =>
        {
            Assert.That(body["result_types"]!.ToJsonString(), Is.EqualTo($$"""{"{{key}}":"text"}"""));
            Assert.That((string?)body[key]![0], Is.EqualTo("hi\n\n"));
        });
    }

    [Test]
    public async Task A_parser_makes_text_of_raw_documents()
    {
        JsonObject pipeline = JsonNode.Parse(
            """
            {"components":[{"id":"webhook_1","provider":"webhook"},
              {"id":"parse_1","provider":"parse","input":[{"lane":"tags","from":"webhook_1"}]},
              {"id":"response_1","provider":"response","input":[{"lane":"text","from":"parse_1"}]}],
             "source":"webhook_1","project_id":"project"}
            """)!.AsObject();

        JsonNode body = await SendAsync(pipeline, "application/octet-stream", "Zeile ü");

        Assert.That((string?)body["text"]![0], Is.EqualTo("Zeile ü\n\n"));
    }

    [Test]
    public async Task An_image_comes_back_as_base64()
    {
        JsonObject pipeline = Documents.Echo();
        pipeline["components"]![1]!["input"]![0]!["lane"] = "image";

        JsonNode body = await SendAsync(pipeline, "image/png", "abc");

        Assert.That(body["image"]![0]!.ToJsonString(), Is.EqualTo("""{"mime_type":"image/png","image":"YWJj"}"""));
    }

    [TestCase("""{"questions":[{"text":"Why?"}]}""", "\"You said: Why?\"")]
    [TestCase("""{"questions":[{"text":"a"},{"text":"b"}]}""", "\"You said: a b\"")]
    [TestCase("""{"expectJson":true,"questions":[{"text":"\ud83d\ude00"}]}""", """{"echo":"\uD83D\uDE00","length":1}""")]
    public async Task A_question_is_answered_the_same_way_every_time(string question, string answer)
    {
        JsonNode body = await SendAsync(Documents.Chat(), "application/rocketride-question", question);

        Assert.Multiple(() =>
        {
            Assert.That((string?)body["result_types"]!["answers"], Is.EqualTo("answers"));
            Assert.That(JsonNode.DeepEquals(body["answers"]![0], JsonNode.Parse(answer)), Is.True, body.ToJsonString());
        });
    }

    private static async Task<JsonNode> SendAsync(JsonObject pipeline, string mimeType, string data)
    {
        await using TaskServer server = await TaskServer.StartAsync();
        await using RawClient client = await server.LogInAsync();
        string token = await client.ExecuteAsync(pipeline);
        await client.OpenAsync(token, "a", mimeType);
        await client.WriteAsync(token, 0, data);
        return (await client.ClosePipeAsync(token, 0))["body"]!;
    }
}
