using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Http.Replay;

/// <summary>An answer, recorded or received; the body is either JSON or text.</summary>
internal sealed record HttpReply(int Status, IReadOnlyDictionary<string, string> Headers, JsonNode? Json, string? Text);
