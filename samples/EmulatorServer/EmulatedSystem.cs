namespace EmulatorServer;

/// <summary>The systems that can be served.</summary>
internal enum EmulatedSystem
{
    RocketRide,
    Feldera,
    VectorShift,
    Processes,
}
