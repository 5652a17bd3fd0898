using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Pipelines;
using RocketControl.Client.Emulator.Feldera.Runtime;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>What <c>/stats</c> shows of a process (Feldera protocol §10).</summary>
internal static class StatsJson
{
    public static JsonObject Of(PipelineProcess process)
    {
        SuspendErrors errors = process.SuspendErrors;
        return new JsonObject
        {
            ["global_metrics"] = Global(process),
            ["suspend_error"] = errors.ToJson(),
            ["permanent_checkpoint_errors"] = errors.Permanent.Count > 0 ? SuspendErrors.List(errors.Permanent) : null,
            ["checkpoint_activity"] = new JsonObject { ["status"] = "idle" },
            ["inputs"] = new JsonArray([.. process.Connectors.Inputs.Select(input => Input(process, input.Table, input.Connector))]),
            ["outputs"] = new JsonArray([.. process.Connectors.Outputs.Select(output => Output(process, output.View, output.Connector))]),
        };
    }

    public static JsonObject Input(PipelineProcess process, Relation table, string connector) => new()
    {
        ["endpoint_name"] = $"{table.Name}.{connector}",
        ["config"] = new JsonObject { ["stream"] = table.Name.Text },
        ["metrics"] = new JsonObject
        {
            ["total_bytes"] = 0,
            ["total_records"] = 0,
            ["buffered_records"] = 0,
            ["buffered_bytes"] = 0,
            ["num_transport_errors"] = 0,
            ["num_parse_errors"] = 0,
            ["end_of_input"] = process.IsComplete,
        },
        ["fatal_error"] = null,
        ["paused"] = process.Connectors.IsPaused(table, connector),
        ["barrier"] = false,
    };

    public static JsonObject Output(PipelineProcess process, Relation view, string connector) => new()
    {
        ["endpoint_name"] = $"{view.Name}.{connector}",
        ["config"] = new JsonObject { ["stream"] = view.Name.Text },
        ["metrics"] = new JsonObject
        {
            ["transmitted_records"] = 0,
            ["transmitted_bytes"] = 0,
            ["queued_records"] = 0,
            ["queued_batches"] = 0,
            ["buffered_records"] = 0,
            ["buffered_batches"] = 0,
            ["num_encode_errors"] = 0,
            ["num_transport_errors"] = 0,
            ["total_processed_input_records"] = process.Circuit.Counters.ProcessedRecords,
            ["total_processed_steps"] = process.Circuit.Counters.Steps,
            ["memory"] = 0,
        },
        ["fatal_error"] = null,
    };

    private static JsonObject Global(PipelineProcess process)
    {
        CircuitCounters counters = process.Circuit.Counters;
        long uptime = (long)(process.Clock.Now - process.StartedAt).TotalMilliseconds;
        bool isConcurrent = process.Status is RuntimeStatus.ConcurrentBootstrapping or RuntimeStatus.Synchronizing;
        return new JsonObject
        {
            ["state"] = process.Status switch
            {
                RuntimeStatus.Paused => "Paused",
                RuntimeStatus.Suspended => "Terminated",
                _ => "Running",
            },
            ["bootstrap_in_progress"] = isConcurrent || process.Status == RuntimeStatus.Bootstrapping,
            ["concurrent_bootstrap_phase"] = isConcurrent ? process.Status : "Inactive",
            ["concurrent_bootstrap_progress"] = null,
            ["transaction_status"] = process.Transactions.Status.ToString(),
            ["transaction_id"] = process.Transactions.Id,
            ["transaction_initiators"] = new JsonObject { ["transaction_id"] = null, ["initiated_by_api"] = null, ["initiated_by_connectors"] = new JsonObject() },
            ["transaction_msecs"] = null,
            ["transaction_records"] = null,
            ["commit_progress"] = null,
            ["rss_bytes"] = 64 * 1024 * 1024,
            ["memory_pressure"] = "low",
            ["memory_pressure_epoch"] = 0,
            ["cpu_msecs"] = uptime / 10,
            ["uptime_msecs"] = uptime,
            ["start_time"] = process.StartedAt.ToUnixTimeSeconds(),
            ["initial_start_time"] = process.StartedAt.ToUnixTimeSeconds(),
            ["incarnation_uuid"] = process.Incarnation.ToString(),
            ["storage_bytes"] = 0,
            ["storage_mb_secs"] = 0,
            ["runtime_elapsed_msecs"] = uptime,
            ["buffered_input_records"] = process.Circuit.BufferedRecords,
            ["buffered_input_bytes"] = process.Circuit.BufferedBytes,
            ["total_input_records"] = counters.InputRecords,
            ["total_input_bytes"] = counters.InputBytes,
            ["total_processed_records"] = counters.ProcessedRecords,
            ["total_processed_bytes"] = counters.ProcessedBytes,
            ["total_completed_records"] = counters.CompletedRecords,
            ["output_stall_msecs"] = 0,
            ["total_initiated_steps"] = counters.Steps,
            ["total_completed_steps"] = counters.CompletedSteps,
            ["pipeline_complete"] = process.IsComplete && !process.Circuit.HasBuffered,
        };
    }
}
