using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>The reply to a run that was waited for, or to one of a bulk run (VectorShift protocol §2).</summary>
/// <param name="RunId">The run's id; null when it is not told.</param>
/// <param name="Outputs">The outputs by name.</param>
/// <param name="Raw">All of it.</param>
internal sealed record RunReply(string? RunId, IReadOnlyDictionary<string, JsonElement> Outputs, JsonElement Raw)
{
    public bool IsFailed => VectorShiftErrors.IsFailed(Raw);

    /// <summary>VectorShift's word; empty when there is none.</summary>
    public string Word => Raw.Text("status"u8) ?? "";

    public static RunReply Of(JsonElement reply) => new(
        reply.Text("run_id"u8) is { Length: > 0 } id ? id : null,
        reply.Members("outputs"u8).GroupBy(output => output.Name).ToDictionary(group => group.Key, group => group.Last().Value),
        reply);
}
