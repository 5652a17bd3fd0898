using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Reading;

/// <summary>One line of a recording.</summary>
internal sealed record RecordedFrame
{
    /// <summary>The line in the recording, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Seconds since the recording began.</summary>
    public required double Time { get; init; }

    /// <summary>The connection's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Not recorded, but put together from the traces that it left in recorded connections: played and not compared.</summary>
    public bool IsReconstructed { get; init; }

    public required RecordedFrameKind Kind { get; init; }

    /// <summary>What the frame tries, in the recorder's words.</summary>
    public string? Why { get; init; }

    public bool IsBinary { get; init; }

    /// <summary>False for what was no JSON; <see cref="Json"/> null then means nothing, else it is a JSON null.</summary>
    public bool HasJson { get; init; }

    /// <summary>The text frame or the header of a binary frame.</summary>
    public JsonNode? Json { get; init; }

    /// <summary>The frame's text to the letter, where the spelling of the JSON is the point.</summary>
    public string? Text { get; init; }

    /// <summary>The frame as it was, where it was no JSON.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>The payload of a binary frame, null when there was no line feed.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>Bytes of the whole frame.</summary>
    public int? Length { get; init; }

    /// <summary>Into how many WebSocket frames the message was cut.</summary>
    public int Fragments { get; init; } = 1;

    /// <summary>Where the upgrade was asked for, null for the usual path.</summary>
    public string? Path { get; init; }

    /// <summary>The HTTP status of a refused upgrade.</summary>
    public int Status { get; init; }

    public int CloseCode { get; init; }

    public string CloseReason { get; init; } = "";

    public TimeSpan Duration { get; init; }

    /// <summary>Bytes of a huge frame.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether the line says what the server did, and not only what the client did.</summary>
    public bool ShowsTheServer => Kind is not (RecordedFrameKind.ClientFrame or RecordedFrameKind.HugeFrame or RecordedFrameKind.ClosedByClient);

    public bool IsResponse => Kind == RecordedFrameKind.ServerFrame && Member("type") == "response";

    public string? Member(string name) => (Json as JsonObject)?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
