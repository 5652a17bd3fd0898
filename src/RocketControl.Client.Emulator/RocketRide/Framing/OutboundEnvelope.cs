using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;

namespace RocketControl.Client.Emulator.RocketRide.Framing;

/// <summary>The server's messages, their members in the server's order (RocketRide protocol §2.1).</summary>
internal static class OutboundEnvelope
{
    public static JsonObject Event(long sequence, string name, JsonObject body) =>
        new() { ["type"] = "event", ["seq"] = sequence, ["event"] = name, ["body"] = body };

    public static JsonObject Success(long sequence, RequestOrigin origin, CommandReply reply)
    {
        JsonObject envelope = Response(sequence, origin, success: true);
        if (reply.Body is not null)
            envelope["body"] = reply.Body;
        if (reply.Data is not null)
            envelope["arguments"] = new JsonObject();
        return envelope;
    }

    public static JsonObject Failure(long sequence, RequestOrigin origin, CommandException failure)
    {
        JsonObject envelope = Response(sequence, origin, success: false);
        envelope["message"] = failure.Message;
        envelope["trace"] = new JsonObject { ["file"] = failure.File, ["lineno"] = failure.Line };
        return envelope;
    }

    /// <summary>A text frame's payload.</summary>
    public static byte[] EncodeText(JsonObject envelope) => Encoding.UTF8.GetBytes(PythonJsonWriter.Compact(envelope));

    /// <summary>A binary frame's payload: the header in Python's default spelling, a line feed, the data.</summary>
    public static byte[] EncodeBinary(JsonObject envelope, ReadOnlySpan<byte> data)
    {
        byte[] header = Encoding.UTF8.GetBytes(PythonJsonWriter.Spaced(envelope));
        return [.. header, 0x0A, .. data];
    }

    private static JsonObject Response(long sequence, RequestOrigin origin, bool success) => new()
    {
        ["type"] = "response",
        ["seq"] = sequence,
        ["request_seq"] = origin.Sequence?.DeepClone(),
        ["command"] = origin.Command?.DeepClone(),
        ["success"] = success,
    };
}
