using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>The checkpoints that clients ask a process for, and their synchronization to object storage (Feldera protocol §6).</summary>
internal sealed class CheckpointWriter(PipelineProcess process)
{
    private long _requested;
    private long? _succeeded;
    private JsonObject? _failure;
    private Guid? _synchronized;

    /// <summary>Begins a checkpoint and returns its number.</summary>
    /// <exception cref="RefusedException">The pipeline cannot be checkpointed.</exception>
    public long Request()
    {
        if (process.SuspendErrors is { Permanent: [_, ..] errors })
        {
            throw Refusals.Of(
                "SuspendError", $"The pipeline cannot be checkpointed: {string.Join(", ", errors)}",
                new JsonObject { ["error"] = new JsonObject { ["Permanent"] = SuspendErrors.List(errors) } });
        }
        long number = ++_requested;
        process.After(process.Timings.Checkpoint, () => Complete(number));
        return number;
    }

    /// <summary>Begins to synchronize the latest checkpoint and returns its id.</summary>
    /// <exception cref="RefusedException">There is no checkpoint.</exception>
    public Guid Synchronize()
    {
        if (process.Storage.Latest is not { } latest)
            throw Refusals.Of("NoCheckpoints", "There is no checkpoint to synchronize");
        process.After(process.Timings.Checkpoint, () =>
        {
            _synchronized = latest.Uuid;
            process.Storage.AddRemote(latest.Uuid);
        });
        return latest.Uuid;
    }

    public JsonObject Status() => new() { ["success"] = _succeeded, ["failure"] = _failure?.DeepClone() };

    public JsonObject SynchronizationStatus() => new() { ["success"] = _synchronized?.ToString(), ["failure"] = null, ["periodic"] = null };

    private void Complete(long number)
    {
        if (process.SuspendErrors.Temporary.Count > 0)
        {
            process.After(process.Timings.SuspensionRetry, () => Complete(number));
        }
        else if (process.Faults.TakeCheckpointFailure() is { } error)
        {
            _failure = new JsonObject
            {
                ["sequence_number"] = number,
                ["error"] = error,
                ["failed_at"] = Timestamps.Format(process.Clock.Now),
            };
        }
        else
        {
            process.Save();
            _succeeded = number;
        }
    }
}
