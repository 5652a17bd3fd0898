namespace RocketControl.Client.Hosting.Tests.Support;

/// <summary>Pipelines that tests run when it does not matter which.</summary>
internal static class Samples
{
    public static RocketRidePipeline Echo { get; } = Webhook("5d0c7a64-1f0e-4d3c-9a57-6f1f6f3f0a10");

    /// <summary>A pipeline that waits for data, in a project of its own, so that its run has a token of its own.</summary>
    public static RocketRidePipeline Webhook(string projectId) => PipelineDefinition.FromJson(
        $$$"""
        {"components":[{"id":"webhook_1","provider":"webhook","config":{"mode":"Source"}},
        {"id":"response_1","provider":"response","config":{"lanes":[]},"input":[{"lane":"text","from":"webhook_1"}]}],
        "source":"webhook_1","project_id":"{{{projectId}}}"}
        """);
}
