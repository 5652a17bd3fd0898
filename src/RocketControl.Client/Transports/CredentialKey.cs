namespace RocketControl.Client.Transports;

/// <summary>Gets the key to show to a server from wherever the user keeps it.</summary>
internal static class CredentialKey
{
    /// <param name="options">The options that hold the credential.</param>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="timeout">How long the user's delegate may take.</param>
    /// <param name="cancellationToken">Ends the waiting for the user's delegate, whether that heeds it or not.</param>
    /// <returns>The key without white space around it; null when there is none.</returns>
    /// <exception cref="RunAuthenticationException">The user's delegate failed.</exception>
    /// <exception cref="RunTimeoutException">It took too long.</exception>
    public static async ValueTask<string?> GetAsync(
        RunTransportOptions options, RunOperation operation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (options.Credential is not { } credential)
            return null;
        Task<string>? asking = null;
        try
        {
            var asked = credential.GetAsync(cancellationToken);
            var key = asked.IsCompletedSuccessfully
                ? asked.Result
                : await (asking = asked.AsTask()).WaitAsync(timeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            key = key?.Trim();
            return string.IsNullOrEmpty(key) ? null : key;
        }
        catch (TimeoutException exception) when (asking is { IsCompleted: false })
        {
            throw new RunTimeoutException(
                $"The delegate of {options}.Credential gave no key within {timeout.TotalSeconds:0.###} s; nothing was sent.",
                new RunErrorContext(options.Backend, operation),
                exception)
            {
                Timeout = timeout,
            };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunAuthenticationException(
                $"The delegate of {options}.Credential failed to give a key.", new RunErrorContext(options.Backend, operation), exception);
        }
    }

    /// <inheritdoc cref="GetAsync"/>
    /// <exception cref="RunAuthenticationException">The user's delegate failed, or no header can carry what it gave.</exception>
    public static async ValueTask<string?> GetForHeaderAsync(RunTransportOptions options, RunOperation operation, CancellationToken cancellationToken)
    {
        var key = await GetAsync(options, operation, options.CallTimeout, cancellationToken).ConfigureAwait(false);
        return key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new RunAuthenticationException(
                $"The key of {options}.Credential holds characters that no header can carry.", new RunErrorContext(options.Backend, operation))
            : key;
    }
}
