namespace RocketControl.Client.Transports.Feldera;

/// <summary>That this client asked for the end of a run, and what it saw before.</summary>
/// <param name="Deployment">The run; null when nothing was deployed yet.</param>
/// <param name="ErrorBefore">The error that was there already; null for none.</param>
internal sealed record FelderaStopWish(string? Deployment, FelderaDeploymentError? ErrorBefore);
