namespace RocketControl.Client;

/// <summary>The kind of system that executes a run.</summary>
public enum RunBackend
{
    /// <summary>RocketRide: DAP frames over a WebSocket.</summary>
    RocketRide,

    /// <summary>Feldera: pipelines behind an HTTP API.</summary>
    Feldera,

    /// <summary>VectorShift: pipeline runs behind an HTTP API.</summary>
    VectorShift,

    /// <summary>A process manager behind an HTTP API.</summary>
    Processes,
}
