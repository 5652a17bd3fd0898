namespace RocketControl.Client;

/// <summary>What to be told of (RocketRide protocol §6.1). The values are the wire's.</summary>
[Flags]
public enum RocketRideEventTypes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Objects, counts, errors, warnings, messages and the like of a run.</summary>
    Detail = 2,

    /// <summary>The run's whole status, at once when its state changes and otherwise at most once a second.</summary>
    Summary = 4,

    /// <summary>What the run's engine prints.</summary>
    Output = 8,

    /// <summary>The way of the data through the pipeline; only for runs that were started with a trace level.</summary>
    Flow = 16,

    /// <summary>Begin, end and restart of runs.</summary>
    Task = 32,

    /// <summary>What components tell while they work on an object.</summary>
    Sse = 64,

    /// <summary>Connections, logins and failures on the server; only together with all runs.</summary>
    Dashboard = 128,
}
