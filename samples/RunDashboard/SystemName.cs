namespace RunDashboard;

/// <summary>The systems that the dashboard can show.</summary>
internal enum SystemName
{
    RocketRide,
    Feldera,
    VectorShift,
    Processes,
}
