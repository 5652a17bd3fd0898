namespace RocketControl.Client.Transports.RocketRide.Deployments;

/// <summary>What the server says of a deployment (RocketRide protocol §3.8).</summary>
public enum DeploymentState
{
    /// <summary>Something that this library does not know; see <see cref="Deployment.RawState"/>.</summary>
    Unknown = 0,

    /// <summary>It is due by its schedule.</summary>
    Active,

    /// <summary>It is left out for the time being.</summary>
    Paused,

    /// <summary>It failed.</summary>
    Errored,
}
