namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Gets the key to log in with, without which no server lets anybody in.</summary>
internal static class LogInKey
{
    /// <param name="options">The options that hold the credential.</param>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="cancellationToken">Ends the waiting, at the latest when connecting has taken too long.</param>
    /// <exception cref="RunAuthenticationException">There is none.</exception>
    public static async ValueTask<string> GetAsync(RocketRideOptions options, RunOperation operation, CancellationToken cancellationToken) =>
        await CredentialKey.GetAsync(options, operation, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false) ?? throw Missing(operation);

    /// <exception cref="RunAuthenticationException">There is none, or no header can carry it.</exception>
    public static async ValueTask<string> GetForHeaderAsync(RocketRideOptions options, RunOperation operation, CancellationToken cancellationToken) =>
        await CredentialKey.GetForHeaderAsync(options, operation, cancellationToken).ConfigureAwait(false) ?? throw Missing(operation);

    /// <summary>Whether a key is that of one run: its private or public token (RocketRide protocol §1.4).</summary>
    public static bool IsOfRun(string key) => key.StartsWith("tk_", StringComparison.Ordinal) || key.StartsWith("pk_", StringComparison.Ordinal);

    private static RunAuthenticationException Missing(RunOperation operation) => new(
        "There is no key to log in with. Set RocketRideOptions.Credential.", new RunErrorContext(RunBackend.RocketRide, operation));
}
