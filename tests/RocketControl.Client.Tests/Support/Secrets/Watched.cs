namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>Options whose clients log everything to the watch of all tests. The build refuses options that a test makes in another way (BannedSymbols.txt).</summary>
internal static class Watched
{
#pragma warning disable RS0030 // This is the one place.
    public static RocketRideOptions RocketRide { get; } = new() { LoggerFactory = WatchedLogs.OfSuite };

    public static FelderaOptions Feldera { get; } = new() { LoggerFactory = WatchedLogs.OfSuite };

    public static VectorShiftOptions VectorShift { get; } = new() { LoggerFactory = WatchedLogs.OfSuite };

    /// <summary>Its address is no server's.</summary>
    public static ProcessManagerOptions Processes { get; } = new() { Endpoint = "http://localhost", LoggerFactory = WatchedLogs.OfSuite };
#pragma warning restore RS0030
}
