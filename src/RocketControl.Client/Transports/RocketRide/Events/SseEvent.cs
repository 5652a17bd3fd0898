using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>A component tells something while it works on an object (<c>apaevt_sse</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="PipeId">The pipe; unique only within its run. Null when not told.</param>
/// <param name="Type">The kind, for example <c>thinking</c>.</param>
/// <param name="Data">Its content.</param>
public sealed record SseEvent(EventSource Source, long? PipeId, string Type, JsonElement Data) : RocketRideEvent(Source);
