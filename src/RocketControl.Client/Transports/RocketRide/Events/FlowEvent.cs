using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>Data went into or out of a component (<c>apaevt_flow</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="PipeIndex">Which pipe; null when not told.</param>
/// <param name="Operation"><c>begin</c>, <c>enter</c>, <c>leave</c> or <c>end</c>; unknown words come through.</param>
/// <param name="Components">The way to the component.</param>
/// <param name="Trace">Lane, data, result or error, as far as the trace level has them.</param>
public sealed record FlowEvent(
    EventSource Source, long? PipeIndex, string Operation, IReadOnlyList<string> Components, JsonElement Trace) : RocketRideEvent(Source);
