using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Something that happened to a pipeline: its states as they were then (Feldera protocol §6).</summary>
public sealed class FelderaEvent
{
    internal FelderaEvent(JsonElement raw) => Raw = raw;

    /// <summary>What the server says of it.</summary>
    public JsonElement Raw { get; }

    /// <summary>Its id.</summary>
    public string Id => Raw.Text("event_id"u8) ?? "";

    /// <summary>When the server noted it; null when it does not tell.</summary>
    public DateTimeOffset? RecordedAt => Raw.Moment("recorded_at"u8);

    /// <summary>The state of the resources: <c>Stopped</c>, <c>Provisioning</c>, <c>Provisioned</c> or <c>Stopping</c>.</summary>
    public string ResourcesStatus => Raw.Text("deployment_resources_status"u8) ?? "";

    /// <summary>The state of the run on them; null when there was none.</summary>
    public string? RuntimeStatus => Raw.Text("deployment_runtime_status"u8);

    /// <summary>How far the program was.</summary>
    public string ProgramStatus => Raw.Text("program_status"u8) ?? "";

    /// <summary>The state of the storage.</summary>
    public string StorageStatus => Raw.Text("storage_status"u8) ?? "";

    /// <summary>True when the run had ended with an error.</summary>
    public bool HasError => Raw.Truth("deployment_has_error"u8) is true;

    /// <summary>That error; null when there was none, or when details were not asked for.</summary>
    public FelderaDeploymentError? Error => FelderaDeploymentError.Read(Raw.Member("deployment_error"u8));

    /// <summary>When, and the states.</summary>
    public override string ToString() => $"{RecordedAt:u} {RuntimeStatus ?? ResourcesStatus}{(HasError ? " (error)" : "")}";
}
