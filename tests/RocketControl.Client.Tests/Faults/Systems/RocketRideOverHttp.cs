namespace RocketControl.Client.Tests.Faults.Systems;

internal sealed class RocketRideOverHttp() : RocketRideSystem(RocketRideTransportMode.Http);
