namespace RocketControl.Client.Transports.RocketRide.Deployments;

/// <summary>Turns what the server says of deployments into an exception (RocketRide protocol §3.8).</summary>
internal static class DeploymentErrors
{
    private static readonly string[] NotAllowed = ["Invalid schedule", "pipeline must be an object", "Path "];

    public static RunControlException FromText(string text, RunErrorContext context)
    {
        if (text.StartsWith("File not found", StringComparison.Ordinal))
            return new RunNotFoundException($"The project has no deployment. The server says: {text}", context);
        if (text.StartsWith("Deployment already exists", StringComparison.Ordinal))
            return new RunConflictException($"The project has a deployment already. Update it, or remove it first. The server says: {text}", context);
        return NotAllowed.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal))
            ? new RunInvalidArgumentException($"The server does not take this. It says: {text}", context)
            : new RunServerException($"The server refused the request. The server says: {text}", context);
    }
}
