namespace RunDashboard.Systems;

/// <summary>Keys come from the environment: they never stand on a command line, and never reach the page.</summary>
internal static class EnvironmentKey
{
    public static string? Optional(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } key ? key : null;

    /// <exception cref="FormatException">It is not set.</exception>
    public static string Required(string name) =>
        Optional(name) ?? throw new FormatException($"there is no key for the server. Set the environment variable {name}.");
}
