using RocketControl.Client.Emulator.RocketRide.Account;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>Decides what a credential is worth (RocketRide protocol §1.4).</summary>
internal sealed class KeyVerifier(ServerEnvironment environment, IKeyResolver taskKeys)
{
    private const string BearerPrefix = "Bearer ";
    private const string UserId = "local";

    /// <exception cref="LoginRefusedException">The credential is worth nothing.</exception>
    public ClientIdentity Verify(string credential)
    {
        string key = (credential.StartsWith(BearerPrefix, StringComparison.Ordinal) ? credential[BearerPrefix.Length..] : credential).Trim();
        if (key.Length == 0)
            throw new LoginRefusedException("No authorization provided", 401);
        if (key.StartsWith("tk_", StringComparison.Ordinal) || key.StartsWith("pk_", StringComparison.Ordinal))
            return taskKeys.Resolve(key) ?? throw new LoginRefusedException("Bad request", 400);
        return environment.ApiKey is not { } apiKey || key == apiKey
            ? new ClientIdentity(key, UserId, ClientIdentityKind.ApiKey, null)
            : throw new LoginRefusedException("Invalid API key", 401);
    }
}
