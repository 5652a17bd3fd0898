namespace RocketControl.Client.Transports.RocketRide;

/// <summary>A WebSocket first, HTTP where none can be had. Both remember the same runs.</summary>
internal static class RocketRideFallback
{
    public static FallbackTransport Create(RocketRideOptions options)
    {
        var runs = new KnownRuns();
        return new FallbackTransport(
            new RocketRideTransport(options, runs),
            new RocketRideHttpTransport(options, runs),
            static exception => exception is RunConnectionFailedException { WasPeerReached: true },
            options.ReprobeAfter,
            options.TimeProvider);
    }
}
