using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>The calls of <see cref="FelderaTransport"/>, each with the request that decides.</summary>
internal static class FelderaCalls
{
    private const string P = "/v0/pipelines/{run}";
    private const string ApiKeys = "/v0/api_keys";

    private static readonly FelderaOptions Defaults = Watched.Feldera;

    public static IEnumerable<MatrixCall> OfRuns { get; } =
    [
        Call(CallKind.Repeatable, "starting a run", $"PUT {P}", ["UseAsync"],
            async (_, scene) => (await scene.Client.UseAsync(new FelderaPipeline($"p{scene.Number}", "CREATE TABLE other (t VARCHAR);"))).Id == scene.Run.Id)
            with { NeedsEndedRun = true },
        Call(CallKind.Reading, "asking for the status", $"GET {P}", ["GetStatusAsync"],
            async (_, scene) => (await scene.Client.GetTaskStatusAsync(scene.Run)).State == RunState.Running),
        Call(CallKind.Reading, "attaching to a run", $"GET {P}", ["AttachAsync"],
            async (_, scene) => (await scene.Client.AttachAsync(scene.Run.Id)).Id == scene.Run.Id),
        Call(CallKind.Reading, "watching a run", $"GET {P}", ["WatchAsync"], async (_, scene) => await MatrixSteps.FirstStateAsync(scene) == RunState.Running),
        Call(CallKind.Reading, "waiting for a run", $"GET {P}", ["RunControlClient.WaitAsync"],
            async (_, scene) => (await scene.Client.WaitAsync(scene.Run)).IsTerminal)
            with { NeedsEndedRun = true },
        Call(CallKind.Reading, "listing the runs", "GET /v0/pipelines", ["ListAsync", "ListPipelinesAsync"],
            async (_, scene) => (await scene.Client.ListAsync()).Any(run => run.Run.Id == scene.Run.Id)),
        Order("terminating a run", $"POST {P}/stop", ["TerminateAsync"],
            (_, scene) => scene.Client.TerminateAsync(scene.Run, new TerminateOptions { Mode = TerminateMode.Force })),
        Order("pausing a run", $"POST {P}/pause", ["PauseAsync", "PauseAndWaitAsync"], (feldera, scene) => feldera.PauseAndWaitAsync(scene.Run)),
        Order("resuming a run", $"POST {P}/resume", ["ResumeAsync", "ResumeAndWaitAsync"], (feldera, scene) => feldera.ResumeAndWaitAsync(scene.Run))
            with { PrepareAsync = (other, run) => ((FelderaTransport)other).PauseAndWaitAsync(run) },
    ];

    public static IEnumerable<MatrixCall> OfData { get; } =
    [
        Call(CallKind.Feeding, "sending data", $"POST {P}/ingress/texts", ["SendAsync"],
            async (_, scene) => (await scene.Client.SendAsync(scene.Run, """{"t":"text"}""")).IsEmpty)
            with { Timeout = Defaults.IngestTimeout },
        Call(CallKind.Feeding, "feeding a table", $"POST {P}/ingress/texts", ["IngestAsync"],
            async (feldera, scene) => (await feldera.IngestAsync(scene.Run, "texts", """{"t":"text"}""")).Value.Length > 0)
                with { Timeout = Defaults.IngestTimeout },
        Call(CallKind.Reading, "asking whether what was fed is worked off", $"GET {P}/completion_status",
            ["FelderaCompletionToken.IsProcessedAsync", "FelderaCompletionToken.WaitAsync"],
            async (feldera, scene) => await (await feldera.GetCompletionTokenAsync(scene.Run, "texts", "feed")).IsProcessedAsync()),
        Call(CallKind.Reading, "asking how far a connector is", $"GET {P}/tables/texts/connectors/feed/completion_token", ["GetCompletionTokenAsync"],
            async (feldera, scene) => (await feldera.GetCompletionTokenAsync(scene.Run, "texts", "feed")).Value.Length > 0),
        Call(CallKind.Unrepeatable, "beginning a transaction", $"POST {P}/start_transaction", ["StartTransactionAsync"],
            async (feldera, scene) => await feldera.StartTransactionAsync(scene.Run) > 0),
        Order("committing a transaction", $"POST {P}/commit_transaction", ["CommitTransactionAsync"], (feldera, scene) => feldera.CommitTransactionAsync(scene.Run))
            with { Kind = CallKind.Unrepeatable, PrepareAsync = (other, run) => ((FelderaTransport)other).StartTransactionAsync(run) },
        Stream(CallKind.Repeatable, "following a view", $"POST {P}/egress/copies", ["ListenAsync"],
            async (feldera, scene) =>
                await MatrixSteps.FirstAsync(feldera.ListenAsync(scene.Run, "copies", new FelderaListenOptions { SendSnapshot = true })) is not null),
        Stream(CallKind.Unrepeatable, "asking a query for its rows", $"GET {P}/query", ["QueryAsync"],
            async (feldera, scene) => (await MatrixSteps.AllAsync(feldera.QueryAsync(scene.Run, "SELECT * FROM texts"))).Count == 1)
            with { Timeout = Defaults.QueryTimeout },
        Call(CallKind.Unrepeatable, "asking a query for its text", $"GET {P}/query", ["QueryTextAsync", "QueryHashAsync"],
            async (feldera, scene) => (await feldera.QueryTextAsync(scene.Run, "SELECT * FROM texts")).Contains("first", StringComparison.Ordinal))
            with { Timeout = Defaults.QueryTimeout, Answer = AnswerKind.Text },
    ];

    public static IEnumerable<MatrixCall> OfPipelines { get; } =
    [
        Call(CallKind.Reading, "reading a pipeline", $"GET {P}", ["GetPipelineAsync"],
            async (feldera, scene) => (await feldera.GetPipelineAsync(scene.Run, everything: true)).Tables.Count == 1),
        Call(CallKind.Unrepeatable, "creating a pipeline", "POST /v0/pipelines", ["CreatePipelineAsync"],
            async (feldera, scene) =>
                (await feldera.CreatePipelineAsync(new FelderaPipeline($"new{scene.Number}", "CREATE TABLE t (t INT);"))).Name == $"new{scene.Number}"),
        Call(CallKind.Repeatable, "replacing a pipeline", $"PUT {P}", ["CreateOrReplacePipelineAsync"],
            async (feldera, scene) => (await feldera.CreateOrReplacePipelineAsync(new FelderaPipeline(scene.Run.Id, "CREATE TABLE t (t INT);"))).Name == scene.Run.Id)
            with { NeedsEndedRun = true },
        Call(CallKind.Repeatable, "changing a pipeline", $"PATCH {P}", ["ChangePipelineAsync"],
            async (feldera, scene) => (await feldera.ChangePipelineAsync(scene.Run, new FelderaPipelineChange { Description = "new" })).Description == "new")
            with { NeedsEndedRun = true },
        Call(CallKind.Repeatable, "moving a pipeline to the server's runtime", $"POST {P}/update_runtime", ["UpdateRuntimeAsync"],
            async (feldera, scene) => (await feldera.UpdateRuntimeAsync(scene.Run)).Name == scene.Run.Id) with { NeedsEndedRun = true },
        Call(CallKind.Repeatable, "comparing a pipeline", $"POST {P}/diff", ["CompareAsync"],
            async (feldera, scene) => (await feldera.CompareAsync(scene.Run)).TryGetProperty("program_diff", out _)),
        Call(CallKind.Repeatable, "validating a program", "POST /v0/validate_program", ["ValidateProgramAsync"],
            async (feldera, scene) => (await feldera.ValidateProgramAsync("CREATE TABLE t (t INT);")).TryGetProperty("Success", out var _)),
        Order("clearing a pipeline", $"POST {P}/clear", ["ClearAsync"], (feldera, scene) => feldera.ClearAsync(scene.Run)) with { NeedsEndedRun = true },
        Order("deleting a pipeline", $"DELETE {P}", ["DeletePipelineAsync"], (feldera, scene) => feldera.DeletePipelineAsync(scene.Run, onlyIfAtRest: true))
            with { NeedsEndedRun = true, PrepareAsync = (other, run) => ((FelderaTransport)other).ClearAsync(run) },
    ];

    public static IEnumerable<MatrixCall> OfLives { get; } =
    [
        Call(CallKind.Repeatable, "starting what is there", $"POST {P}/start", ["StartAsync"],
            async (feldera, scene) => (await feldera.StartAsync(scene.Run)).State == RunState.Running)
            with { NeedsEndedRun = true, Answer = AnswerKind.Nothing },
        Order("approving a change", $"POST {P}/approve", ["ApproveAsync"],
            (feldera, scene) => feldera.ApproveAsync(scene.Run)) with { NeedsEndedRun = true, PrepareAsync = ChangeAsync },
        Order("dismissing an error", $"POST {P}/dismiss_error", ["DismissErrorAsync"],
            (feldera, scene) => feldera.DismissErrorAsync(scene.Run)) with { NeedsEndedRun = true },
        Call(CallKind.Unrepeatable, "making a checkpoint", $"POST {P}/checkpoint", ["RequestCheckpointAsync", "CheckpointAsync"],
            async (feldera, scene) => (await feldera.CheckpointAsync(scene.Run)).Number > 0) with { Timeout = Defaults.CheckpointTimeout },
        Call(CallKind.Reading, "asking how far a checkpoint is", $"GET {P}/checkpoint_status", ["GetCheckpointStatusAsync"],
            async (feldera, scene) => (await feldera.GetCheckpointStatusAsync(await feldera.RequestCheckpointAsync(scene.Run))).SavedNumber is null or > 0),
        Call(CallKind.Reading, "listing checkpoints", $"GET {P}/checkpoints", ["ListCheckpointsAsync"],
            async (feldera, scene) => await feldera.ListCheckpointsAsync(scene.Run) is not null),
        Call(CallKind.Repeatable, "copying a checkpoint", $"POST {P}/checkpoint/sync", ["SyncCheckpointAsync"],
            async (feldera, scene) => (await feldera.SyncCheckpointAsync(scene.Run)).Length > 0)
            with { PrepareAsync = (other, run) => ((FelderaTransport)other).CheckpointAsync(run) },
        Call(CallKind.Reading, "asking for a copy", $"GET {P}/checkpoint/sync_status", ["GetSyncStatusAsync"],
            async (feldera, scene) => (await feldera.GetSyncStatusAsync(scene.Run)).TryGetProperty("success", out _)),
    ];

    public static IEnumerable<MatrixCall> OfDiagnostics { get; } =
    [
        Call(CallKind.Reading, "reading the counts", $"GET {P}/stats", ["GetStatsAsync"],
            async (feldera, scene) => (await feldera.GetStatsAsync(scene.Run)).InputRecords == 1),
        Stream(CallKind.Reading, "following a log", $"GET {P}/logs", ["GetLogsAsync"],
            async (feldera, scene) => await MatrixSteps.FirstAsync(feldera.GetLogsAsync(scene.Run)) is { Length: > 0 })
            with { HasNoLimit = true },
        Call(CallKind.Reading, "reading the metrics", $"GET {P}/metrics", ["GetMetricsAsync"],
            async (feldera, scene) => (await feldera.GetMetricsAsync(scene.Run)).Length > 0)
            with { Answer = AnswerKind.Text },
        Stream(CallKind.Reading, "collecting what helps to find a fault", $"GET {P}/support_bundle", ["GetSupportBundleAsync"], async (feldera, scene) =>
        {
            await using var bundle = await feldera.GetSupportBundleAsync(scene.Run);
            return await MatrixSteps.LengthAsync(bundle) > 0;
        }) with { Timeout = Defaults.QueryTimeout },
        Call(CallKind.Reading, "reading the events", $"GET {P}/events", ["GetEventsAsync"],
            async (feldera, scene) => (await feldera.GetEventsAsync(scene.Run)).Count > 0),
        Call(CallKind.Reading, "reading an event", $"GET {P}/events/latest", ["GetEventAsync"],
            async (feldera, scene) => (await feldera.GetEventAsync(scene.Run, "latest")).Id.Length > 0),
    ];

    public static IEnumerable<MatrixCall> OfConnectors { get; } =
    [
        Order("pausing a connector", $"POST {P}/tables/texts/connectors/feed/pause", ["PauseConnectorAsync"],
            (feldera, scene) => feldera.PauseConnectorAsync(scene.Run, "texts", "feed")),
        Order("resuming a connector", $"POST {P}/tables/texts/connectors/feed/start", ["ResumeConnectorAsync"],
            (feldera, scene) => feldera.ResumeConnectorAsync(scene.Run, "texts", "feed")),
        Call(CallKind.Reading, "reading the counts of an input", $"GET {P}/tables/texts/connectors/feed/stats", ["GetInputConnectorStatsAsync"],
            async (feldera, scene) => (await feldera.GetInputConnectorStatsAsync(scene.Run, "texts", "feed")).TryGetProperty("metrics", out _)),
        Call(CallKind.Reading, "reading the counts of an output", $"GET {P}/views/copies/connectors/sink/stats", ["GetOutputConnectorStatsAsync"],
            async (feldera, scene) => (await feldera.GetOutputConnectorStatsAsync(scene.Run, "copies", "sink")).TryGetProperty("metrics", out _)),
        Call(CallKind.Unrepeatable, "advancing the clock", $"POST {P}/clock/advance", ["AdvanceClockAsync"],
            async (feldera, scene) => (await feldera.AdvanceClockAsync(scene.Run, TimeSpan.FromSeconds(1))).TryGetProperty("now_ms", out _))
            with { NeedsEndedRun = true, PrepareAsync = DriveClockAsync },
        Order("spreading the work anew", $"POST {P}/rebalance", ["RebalanceAsync"], (feldera, scene) => feldera.RebalanceAsync(scene.Run)),
        Order("putting the storage in order", $"POST {P}/start_compaction", ["CompactAsync"], (feldera, scene) => feldera.CompactAsync(scene.Run)),
    ];

    public static IEnumerable<MatrixCall> OfServers { get; } =
    [
        Call(CallKind.Reading, "asking the server what it is", "GET /v0/config", ["GetConfigurationAsync"],
            async (feldera, _) => (await feldera.GetConfigurationAsync()).IsEnterprise is true),
        Call(CallKind.Reading, "asking whether the server is well", "GET /v0/cluster_healthz", ["GetHealthAsync"],
            async (feldera, _) => (await feldera.GetHealthAsync()).IsHealthy),
        Call(CallKind.Reading, "listing keys", $"GET {ApiKeys}", ["ListApiKeysAsync"],
            async (feldera, scene) => (await feldera.ListApiKeysAsync()).Any(key => key.Name == scene.Run.Id))
            with { PrepareAsync = MakeKeyAsync },
        Call(CallKind.Unrepeatable, "making a key", $"POST {ApiKeys}", ["CreateApiKeyAsync"],
            async (feldera, scene) => (await feldera.CreateApiKeyAsync(scene.Run.Id)).Name == scene.Run.Id),
        Order("deleting a key", $"DELETE {ApiKeys}/{{run}}", ["DeleteApiKeyAsync"],
            (feldera, scene) => feldera.DeleteApiKeyAsync(scene.Run.Id)) with { PrepareAsync = MakeKeyAsync },
        Order("a call by name", $"POST {P}/rebalance", ["CallAsync"],
            (feldera, scene) => feldera.CallAsync(HttpMethod.Post, $"v0/pipelines/{scene.Run.Id}/rebalance"))
            with { Kind = CallKind.Unrepeatable },
    ];

    private static MatrixCall Call(CallKind kind, string name, string request, string[] members, Func<FelderaTransport, MatrixScene, Task<bool>> invoke) =>
        new(name, request, kind, Defaults.CallTimeout, async scene => await invoke((FelderaTransport)scene.Transport, scene), true)
        {
            Members = [.. members.Select(member => member.Contains('.', StringComparison.Ordinal) ? member : $"{nameof(FelderaTransport)}.{member}")],
        };

    /// <summary>A call whose answer holds nothing that matters.</summary>
    private static MatrixCall Order(string name, string request, string[] members, Func<FelderaTransport, MatrixScene, Task> invoke) =>
        Call(CallKind.Repeatable, name, request, members, async (feldera, scene) =>
        {
            await invoke(feldera, scene);
            return true;
        }) with
        { Answer = AnswerKind.Nothing };

    private static MatrixCall Stream(CallKind kind, string name, string request, string[] members, Func<FelderaTransport, MatrixScene, Task<bool>> invoke) =>
        Call(kind, name, request, members, invoke) with { Answer = AnswerKind.Text, IsStream = true };

    private static async Task ChangeAsync(IRunTransport other, Run run)
    {
        var feldera = (FelderaTransport)other;
        await feldera.ChangePipelineAsync(run, new FelderaPipelineChange { Sql = "CREATE TABLE other (t VARCHAR) WITH ('materialized' = 'true');" });
        await feldera.StartAsync(run);
    }

    private static Task<FelderaNewApiKey> MakeKeyAsync(IRunTransport other, Run run) => ((FelderaTransport)other).CreateApiKeyAsync(run.Id);

    private static async Task DriveClockAsync(IRunTransport other, Run run)
    {
        var feldera = (FelderaTransport)other;
        await feldera.ChangePipelineAsync(run, new FelderaPipelineChange { RuntimeConfig = JsonNode.Parse("""{"dev_tweaks":{"now_http_driven":true}}""")!.AsObject() });
        await feldera.StartAsync(run);
    }
}
