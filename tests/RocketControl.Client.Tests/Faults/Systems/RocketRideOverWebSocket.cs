namespace RocketControl.Client.Tests.Faults.Systems;

internal sealed class RocketRideOverWebSocket() : RocketRideSystem(RocketRideTransportMode.WebSocket);
