namespace RocketControl.Client.Soak.Soaking;

internal static class SoakPipelines
{
    /// <summary>Webhook in, the same text out.</summary>
    public static RocketRidePipeline Echo(string project) => PipelineDefinition.FromJson(
        $$$"""
        {"components":[
          {"id":"webhook_1","provider":"webhook","config":{"mode":"Source","type":"webhook"}},
          {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[{"lane":"text","from":"webhook_1"}]}],
         "source":"webhook_1","project_id":"{{{project}}}"}
        """);
}
