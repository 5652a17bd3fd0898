namespace RocketControl.Client.Transports.RocketRide.Events;

/// <summary>The run downloads something it needs (<c>apaevt_status_download</c>).</summary>
/// <param name="Source">What it is about and when it came.</param>
/// <param name="ItemName">What.</param>
/// <param name="Status">How far.</param>
/// <param name="Errors">What went wrong.</param>
public sealed record DownloadEvent(
    EventSource Source, string ItemName, string Status, IReadOnlyList<string> Errors) : RocketRideEvent(Source);
