using System.Text.Json.Serialization;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>Source-generated readers for the peers.</summary>
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(HttpStatusReply))]
[JsonSerializable(typeof(TaskStatus))]
[JsonSerializable(typeof(Reading))]
internal sealed partial class PeerJson : JsonSerializerContext;
