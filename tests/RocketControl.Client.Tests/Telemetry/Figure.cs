namespace RocketControl.Client.Tests.Telemetry;

/// <summary>One measurement.</summary>
/// <param name="Instrument">The instrument's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Tags">The tags.</param>
internal sealed record Figure(string Instrument, double Value, Dictionary<string, object?> Tags);
