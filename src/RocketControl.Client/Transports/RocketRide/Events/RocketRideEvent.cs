using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>
/// Something that a RocketRide server told (RocketRide protocol §6.3). The leaves are the kinds that are known; whatever else comes is a
/// <see cref="UnknownEvent"/>. Members that an event lacks, or has in another shape, are null or empty; <see cref="Raw"/> always has all of it.
/// </summary>
/// <param name="Source">What it is about and when it came.</param>
public abstract record RocketRideEvent(EventSource Source)
{
    /// <summary>The event's body as it came. May hold tokens: do not log it.</summary>
    public JsonElement Raw
    {
        get => RawJson.Element;
        init => RawJson = new LazyJson(value);
    }

    internal LazyJson RawJson { get; init; } = LazyJson.Empty;

    /// <summary>A short text without the body, for logs.</summary>
    public sealed override string ToString() => $"{Source.Name} {Source.RunId}".TrimEnd();
}
