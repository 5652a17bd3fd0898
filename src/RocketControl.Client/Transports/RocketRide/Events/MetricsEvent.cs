namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>How much the run uses (<c>apaevt_status_metrics</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Metrics">The wire's names and values.</param>
public sealed record MetricsEvent(EventSource Source, IReadOnlyDictionary<string, double> Metrics) : RocketRideEvent(Source);
