namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The run has notes for its user, such as its addresses (<c>apaevt_status_user</c>); see <see cref="RocketRideEvent.Raw"/>.</summary>
/// <param name="Source">What it is about and when it came.</param>
public sealed record NotesEvent(EventSource Source) : RocketRideEvent(Source);
