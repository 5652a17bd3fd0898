using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.TestClient;

/// <summary>Pipelines that tests execute.</summary>
internal static class Documents
{
    public const string EchoSource = "webhook_1";

    /// <summary>Webhook in, text out.</summary>
    public static JsonObject Echo(string project = "project") => JsonNode.Parse(
        $$$"""
        {"components":[
          {"id":"webhook_1","provider":"webhook","name":"W","config":{"mode":"Source","type":"webhook"}},
          {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[{"lane":"text","from":"webhook_1"}]}],
         "source":"webhook_1","project_id":"{{{project}}}"}
        """)!.AsObject();

    /// <summary>Questions in, answers out.</summary>
    public static JsonObject Chat(string project = "project") => JsonNode.Parse(
        $$$"""
        {"components":[
          {"id":"chat_1","provider":"chat","config":{"mode":"Source","type":"chat"}},
          {"id":"llm_1","provider":"llm_openai","config":{},"input":[{"lane":"questions","from":"chat_1"}]},
          {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[{"lane":"answers","from":"llm_1"}]}],
         "source":"chat_1","project_id":"{{{project}}}"}
        """)!.AsObject();
}
