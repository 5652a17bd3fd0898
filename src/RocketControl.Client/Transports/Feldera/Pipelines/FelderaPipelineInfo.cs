using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>A pipeline as the server describes it (Feldera protocol §1, §6). The server's words are kept as they are; new ones come through.</summary>
public sealed class FelderaPipelineInfo
{
    internal FelderaPipelineInfo(JsonElement raw) => Raw = raw;

    /// <summary>The server's whole description. What it holds depends on the selector that was asked for.</summary>
    public JsonElement Raw { get; }

    /// <summary>The name, by which the pipeline is addressed.</summary>
    public string Name => Text("name"u8);

    /// <summary>The pipeline's own id, which survives a change of its name.</summary>
    public string Id => Text("id"u8);

    /// <summary>The description.</summary>
    public string Description => Text("description"u8);

    /// <summary>The labels.</summary>
    public IReadOnlyList<string> Tags => Raw.Texts("tags"u8);

    /// <summary>When it was created; null when the server does not tell.</summary>
    public DateTimeOffset? CreatedAt => Raw.Moment("created_at"u8);

    /// <summary>Goes up with every change of the definition.</summary>
    public long Version => Raw.Integer("version"u8) ?? 0;

    /// <summary>Goes up with every change of the program.</summary>
    public long ProgramVersion => Raw.Integer("program_version"u8) ?? 0;

    /// <summary>Goes up when anything changes that a user may see: a hint that something is new, no exact count.</summary>
    public long RefreshVersion => Raw.Integer("refresh_version"u8) ?? 0;

    /// <summary>The platform's version for which the program is compiled.</summary>
    public string PlatformVersion => Text("platform_version"u8);

    /// <summary>How far the program is: <c>Pending</c>, <c>CompilingSql</c>, <c>Success</c>, <c>SqlError</c> ….</summary>
    public string ProgramStatus => Text("program_status"u8);

    /// <summary>The state of the run: <c>Stopped</c>, <c>Provisioning</c>, <c>Running</c> ….</summary>
    public string Status => Text("deployment_status"u8);

    /// <summary>Since when it is in that state; null when the server does not tell.</summary>
    public DateTimeOffset? StatusSince => Raw.Moment("deployment_status_since"u8);

    /// <summary>The state that the run is on its way to.</summary>
    public string DesiredStatus => Text("deployment_desired_status"u8);

    /// <summary>The state of its storage: <c>Cleared</c>, <c>InUse</c> or <c>Clearing</c>.</summary>
    public string StorageStatus => Text("storage_status"u8);

    /// <summary>The id of the run; null when nothing is deployed.</summary>
    public string? DeploymentId => Raw.Text("deployment_id"u8);

    /// <summary>What made the last run end; null when nothing did, or when it was dismissed.</summary>
    public FelderaDeploymentError? DeploymentError => FelderaDeploymentError.Read(Raw.Member("deployment_error"u8));

    /// <summary>The program; null unless everything was asked for.</summary>
    public string? Sql => Raw.Text("program_code"u8);

    /// <summary>How it runs; of kind <see cref="JsonValueKind.Undefined"/> unless everything was asked for.</summary>
    public JsonElement RuntimeConfig => Raw.Member("runtime_config"u8) ?? default;

    /// <summary>How it is compiled; of kind <see cref="JsonValueKind.Undefined"/> unless everything was asked for.</summary>
    public JsonElement ProgramConfig => Raw.Member("program_config"u8) ?? default;

    /// <summary>The tables that take data, in SQL's notation; empty unless everything was asked for and the program is compiled.</summary>
    public IReadOnlyList<string> Tables => Relations("inputs"u8);

    /// <summary>The views that give data, in SQL's notation; empty unless everything was asked for and the program is compiled.</summary>
    public IReadOnlyList<string> Views => Relations("outputs"u8);

    internal bool IsStopped => Status == FelderaWords.Stopped;

    /// <summary>Nothing runs, and nothing is to run.</summary>
    internal bool IsAtRest => IsStopped && DesiredStatus == FelderaWords.Stopped;

    /// <summary>Whether another run than this one has the name, be it one that is still to start: that has no id before it is provisioned.</summary>
    internal bool IsBeyond(string deployment) => DeploymentId is { } current ? current != deployment : IsStopped && !IsAtRest;

    /// <summary>The name, its state and where it is going.</summary>
    public override string ToString() => $"{Name}: {Status} → {DesiredStatus}";

    private string Text(ReadOnlySpan<byte> name) => Raw.Text(name) ?? "";

    /// <summary>A name that is case-sensitive has to be addressed with its quotes.</summary>
    private IReadOnlyList<string> Relations(ReadOnlySpan<byte> side) =>
    [
        .. (Raw.Member("program_info"u8)?.Member("schema"u8) ?? default).Items(side)
            .Select(static relation => (Name: relation.Text("name"u8), IsQuoted: relation.Truth("case_sensitive"u8) is true))
            .Where(static relation => relation.Name is not null)
            .Select(static relation => relation.IsQuoted ? $"\"{relation.Name}\"" : relation.Name!),
    ];
}
