using System.Text.Json.Serialization;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>A reply over HTTP, for a serializer.</summary>
internal sealed class HttpStatusReply
{
    [JsonPropertyName("status")]
    public string? Status { get; set; }

    [JsonPropertyName("data")]
    public TaskStatus? Data { get; set; }
}
