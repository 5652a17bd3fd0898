using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>Reads what VectorShift tells of pipelines (VectorShift protocol §3).</summary>
internal static class PipelineReader
{
    public static IReadOnlyList<VectorShiftPipelineInfo> ReadList(JsonElement answer)
    {
        var objects = answer.Items("objects"u8).Select(described => Describe(described, id: null)).OfType<VectorShiftPipelineInfo>().ToList();
        var named = objects.Select(described => described.Id).ToHashSet();
        return [.. objects, .. answer.Texts("object_ids"u8).Where(id => !named.Contains(id)).Select(id => new VectorShiftPipelineInfo(id))];
    }

    /// <exception cref="RunProtocolException">There is no pipeline in it.</exception>
    public static VectorShiftPipelineInfo ReadOne(JsonElement answer, string? id) =>
        (answer.Member("object"u8) is { ValueKind: JsonValueKind.Object } described ? Describe(described, id) : null) ?? throw new RunProtocolException(
            "VectorShift's answer has no pipeline in it.", new RunErrorContext(RunBackend.VectorShift, RunOperation.GetPipeline));

    private static VectorShiftPipelineInfo? Describe(JsonElement described, string? id) =>
        (described.Text("id"u8) ?? described.Text("_id"u8) ?? id) is { Length: > 0 } known
            ? new VectorShiftPipelineInfo(known) { Name = described.Text("name"u8), Description = described.Text("description"u8), Raw = described }
            : null;
}
