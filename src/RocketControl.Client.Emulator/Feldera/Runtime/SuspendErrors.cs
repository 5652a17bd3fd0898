using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Pipelines;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>Why a process cannot be suspended or checkpointed, for good or for now (Feldera protocol §4).</summary>
internal sealed record SuspendErrors(IReadOnlyList<string> Permanent, IReadOnlyList<string> Temporary)
{
    public static SuspendErrors Of(PipelineProcess process, Pipeline pipeline)
    {
        List<string> permanent = [];
        if (!pipeline.Server.IsEnterprise)
            permanent.Add("EnterpriseFeature");
        if (pipeline.Definition.RuntimeConfig["storage"] is null)
            permanent.Add("StorageRequired");
        List<string> temporary = [];
        if (process.Status == RuntimeStatus.Replaying)
            temporary.Add("Replaying");
        if (process.Status is RuntimeStatus.Bootstrapping or RuntimeStatus.ConcurrentBootstrapping or RuntimeStatus.Synchronizing)
            temporary.Add("Bootstrapping");
        if (process.Transactions.Status != TransactionStatus.NoTransaction)
            temporary.Add("TransactionInProgress");
        return new SuspendErrors(permanent, temporary);
    }

    /// <summary>The member <c>suspend_error</c>; null when nothing is in the way.</summary>
    public JsonObject? ToJson()
    {
        if (Permanent.Count > 0)
            return new JsonObject { [nameof(Permanent)] = List(Permanent) };
        return Temporary.Count > 0 ? new JsonObject { [nameof(Temporary)] = List(Temporary) } : null;
    }

    public static JsonArray List(IReadOnlyList<string> errors) => [.. errors.Select(error => JsonValue.Create(error))];
}
