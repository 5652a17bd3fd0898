namespace RocketControl.Client.Tests.Integration.Support;

/// <summary>Pipelines that tests start.</summary>
internal static class Pipelines
{
    public const string Source = "webhook_1";

    /// <summary>Webhook in, the same text out.</summary>
    /// <param name="project">The project, which decides the run's token.</param>
    /// <param name="setting">A text somewhere in the configuration.</param>
    public static RocketRidePipeline Echo(string project = "project", string setting = "") => PipelineDefinition.FromJson(
        $$$"""
        {"components":[
          {"id":"webhook_1","provider":"webhook","config":{"mode":"Source","type":"webhook","setting":"{{{setting}}}"}},
          {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[{"lane":"text","from":"webhook_1"}]}],
         "source":"webhook_1","project_id":"{{{project}}}"}
        """);

    /// <summary>Questions in, answers out.</summary>
    /// <param name="project">The project, which decides the run's token.</param>
    public static RocketRidePipeline Chat(string project = "project") => PipelineDefinition.FromJson(
        $$$"""
        {"components":[
          {"id":"chat_1","provider":"chat","config":{"mode":"Source","type":"chat"}},
          {"id":"llm_1","provider":"llm_openai","config":{},"input":[{"lane":"questions","from":"chat_1"}]},
          {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[{"lane":"answers","from":"llm_1"}]}],
         "source":"chat_1","project_id":"{{{project}}}"}
        """);

    /// <summary>One that the server takes and its engine does not.</summary>
    public static RocketRidePipeline WithUnknownProvider() => PipelineDefinition.FromJson(
        """{"components":[{"id":"a","provider":"no_such_node","config":{"mode":"Source"}}],"project_id":"project"}""");

    /// <summary>One that the server refuses: nothing in it is a source.</summary>
    public static RocketRidePipeline WithoutSource() => PipelineDefinition.FromJson(
        """{"components":[{"id":"a","provider":"response","config":{}}],"project_id":"project"}""");
}
