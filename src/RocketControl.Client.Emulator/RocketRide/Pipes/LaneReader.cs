using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>Makes of the bytes of one write what its lane carries (RocketRide protocol §5.2).</summary>
internal static class LaneReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="EngineException">There is no such lane, or the bytes are not what it carries.</exception>
    public static LaneValue Read(string lane, ReadOnlyMemory<byte> data) => lane switch
    {
        LaneTable.Text => new(lane, Text: Decode(data)),
        LaneTable.Raw => new(LaneTable.RawWiring, Bytes: data),
        LaneTable.Tag or "audio" or "video" or "image" => new(lane, Bytes: data),
        LaneTable.Questions => new(lane, Json: Checked(Parse(data), QuestionSchema.IsQuestion)),
        "documents" => new(lane, Json: Checked(Parse(data), QuestionSchema.IsDocuments)),
        "classifications" => new(lane, Json: Checked(Parse(data), static value => value is JsonObject)),
        "answers" => throw new EngineException("An answer cannot be set on creation"),
        _ => throw new EngineException($"Invalid lane {lane}"),
    };

    private static string Decode(ReadOnlyMemory<byte> data)
    {
        try
        {
            return StrictUtf8.GetString(data.Span);
        }
        catch (DecoderFallbackException failure)
        {
            throw new EngineException(failure.Message);
        }
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonNode.Parse(data.Span);
        }
        catch (JsonException failure)
        {
            throw new EngineException(failure.Message);
        }
    }

    private static JsonNode Checked(JsonNode? value, Func<JsonNode?, bool> isValid) =>
        isValid(value) ? value! : throw new EngineException("The JSON does not fit the schema");
}
