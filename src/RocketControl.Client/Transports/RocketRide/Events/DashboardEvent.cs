namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>Something happened on the server: a connection, a login, a failed run (<c>apaevt_dashboard</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="Action">What, for example <c>connection_added</c>; unknown words come through.</param>
/// <param name="At">When, by the server's clock; null when not told.</param>
public sealed record DashboardEvent(EventSource Source, string Action, DateTimeOffset? At) : RocketRideEvent(Source);
