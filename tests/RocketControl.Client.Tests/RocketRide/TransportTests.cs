using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide;

/// <summary>Tests of what only the typed transport has, against an emulator.</summary>
internal abstract class TransportTests : EmulatorTests
{
    protected RocketRideTransport Transport => field ??= NewTransport();
}
