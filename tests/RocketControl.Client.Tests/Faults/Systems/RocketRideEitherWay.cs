namespace RocketControl.Client.Tests.Faults.Systems;

internal sealed class RocketRideEitherWay() : RocketRideSystem(RocketRideTransportMode.Auto);
