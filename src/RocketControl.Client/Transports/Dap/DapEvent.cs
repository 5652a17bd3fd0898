namespace RocketControl.Client.Transports.Dap;

/// <summary>An event, copied out of its frame.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Body">The JSON of <c>body</c>; empty when there was none.</param>
/// <param name="Arrival">Counts up with each frame, so that a reply and an event can be told older from newer.</param>
/// <param name="Content">What the session's <see cref="BodyReader"/> made of the body; null when it made nothing.</param>
internal sealed record DapEvent(string Name, ReadOnlyMemory<byte> Body, long Arrival, object? Content = null);
