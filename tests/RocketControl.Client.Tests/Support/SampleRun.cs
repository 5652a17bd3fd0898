namespace RocketControl.Client.Tests.Support;

/// <summary>The run that tests use when it does not matter which, and the server's words for it.</summary>
internal static class SampleRun
{
    public const string Token = "tk_8f14e45fceea167a5a36dedd4bea2543";
    public const string DisplayId = "8f14e45f.webhook_1";
    public const string ProjectId = "e612b741-748c-4b35-a8b7-186797a8ea42";
    public const string Source = "webhook_1";

    /// <summary>Known completely, as a start gives it.</summary>
    public static Run Started { get; } = new(RunBackend.RocketRide, Token)
    {
        DisplayId = DisplayId,
        ProjectId = ProjectId,
        Source = Source,
        Provider = "webhook",
    };

    /// <summary>Nothing known but the token.</summary>
    public static Run Bare { get; } = new(RunBackend.RocketRide, Token);

    public static RocketRidePipeline Pipeline { get; } = PipelineDefinition.FromJson(
        $$$"""
        {"components":[{"id":"{{{Source}}}","provider":"webhook","config":{"mode":"Source"}}],"project_id":"{{{ProjectId}}}"}
        """);

    public static string StartedBody { get; } =
        $$"""
        {"id":"{{DisplayId}}","token":"{{Token}}","publicToken":"pk_1679091c5a880faf6fb5e6087eb1b2dc","projectId":"{{ProjectId}}","source":"{{Source}}",
        "provider":"webhook"}
        """;

    /// <summary>A TASK_STATUS with what matters; a non-terminal state has not completed.</summary>
    public static string Status(int state, string detail = "", bool? completed = null, int processed = 0, string more = "") =>
        $$$"""
        {"name":"flow.webhook_1","project_id":"{{{ProjectId}}}","source":"{{{Source}}}","completed":{{{(completed ?? state is 5 or 6 ? "true" : "false")}}},
        "state":{{{state}}},"startTime":1780000001.25,"endTime":0.0,"status":"{{{detail}}}","warnings":[],"errors":[],"totalCount":{{{processed}}},
        "completedCount":{{{processed}}},"failedCount":0,"exitCode":0,"exitMessage":"","__id":"{{{DisplayId}}}"{{{more}}}}
        """;
}
