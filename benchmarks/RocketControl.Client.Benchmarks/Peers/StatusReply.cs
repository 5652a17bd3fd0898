using System.Text.Json.Serialization;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>A reply over a WebSocket, for a serializer.</summary>
internal sealed class StatusReply
{
    [JsonPropertyName("request_seq")]
    public long RequestSeq { get; set; }

    [JsonPropertyName("success")]
    public bool Success { get; set; }

    [JsonPropertyName("body")]
    public TaskStatus? Body { get; set; }
}
