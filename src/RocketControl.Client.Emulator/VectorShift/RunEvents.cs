using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.VectorShift;

/// <summary>What a run's stream is made of.</summary>
internal static class RunEvents
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Output(string type, string runId, string outputName, JsonNode? value) => new()
    {
        ["type"] = type,
        ["run_id"] = runId,
        ["output_name"] = outputName,
        ["output_value"] = value?.DeepClone(),
    };

    public static byte[] Data(JsonObject data) => Encoding.UTF8.GetBytes($"data: {data.ToJsonString(Unescaped)}\n\n");

    public static byte[] Error(string runId, string error) => Encoding.UTF8.GetBytes(
        $"event: error\ndata: {new JsonObject { ["run_id"] = runId, ["error"] = error }.ToJsonString(Unescaped)}\n\n");

    public static byte[] Done { get; } = "data: [DONE]\n\n"u8.ToArray();
}
