namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Gets the key to log in with from wherever the user keeps it.</summary>
internal static class LogInKey
{
    /// <exception cref="RunAuthenticationException">There is none.</exception>
    public static async ValueTask<string> GetAsync(RocketRideOptions options, RunOperation operation, CancellationToken cancellationToken)
    {
        var key = await AskAsync(options.Credential, operation, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new RunAuthenticationException(
                "There is no key to log in with. Set RocketRideOptions.Credential.", new RunErrorContext(RunBackend.RocketRide, operation));
        }
        return key.Trim();
    }

    /// <summary>Whether a key is that of one run: its private or public token (RocketRide protocol §1.4).</summary>
    public static bool IsOfRun(string key) => key.StartsWith("tk_", StringComparison.Ordinal) || key.StartsWith("pk_", StringComparison.Ordinal);

    private static async ValueTask<string> AskAsync(RunCredential? credential, RunOperation operation, CancellationToken cancellationToken)
    {
        if (credential is null)
            return "";
        try
        {
            return await credential.GetAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunAuthenticationException(
                "The delegate of RocketRideOptions.Credential failed to give a key.", new RunErrorContext(RunBackend.RocketRide, operation), exception);
        }
    }
}
