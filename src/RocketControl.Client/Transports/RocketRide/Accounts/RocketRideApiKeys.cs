using System.Globalization;

namespace RocketControl.Client.Transports.RocketRide.Accounts;

/// <summary>The user's keys, on the hosted edition only (RocketRide protocol §3.10).</summary>
public sealed class RocketRideApiKeys
{
    private readonly GroupCalls _keys;

    internal RocketRideApiKeys(RocketRideCaller caller) => _keys = new GroupCalls(caller, RunOperation.Account, "rrext_account_keys");

    /// <summary>Lists the keys, revoked and expired ones included.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default) =>
        _keys.ListOf(await _keys.AskAsync(new("list"), cancellationToken).ConfigureAwait(false), "keys"u8, ApiKey.Read);

    /// <summary>Makes a key.</summary>
    /// <param name="key">What it is to be.</param>
    /// <param name="cancellationToken">Stops the waiting; a key that was asked for is made all the same.</param>
    /// <returns>The key itself, a secret, which the server shows this once.</returns>
    public async Task<string> CreateAsync(NewApiKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(key.Name);
        string[] permissions = [.. key.Permissions];
        var create = new Subcommand(
            "create",
            ("name", key.Name),
            ("expiresAt", key.ExpiresAt?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
            ("teamId", key.TeamId))
        {
            More = writer => writer.WriteTexts("permissions", permissions),
        };
        var body = await _keys.MakeAsync(create, cancellationToken).ConfigureAwait(false);
        return body.Text("key"u8) is { Length: > 0 } made ? made : throw _keys.Malformed("has no key");
    }

    /// <summary>Makes a key useless for good.</summary>
    /// <param name="keyId">The key's <see cref="ApiKey.Id"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task RevokeAsync(string keyId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        return _keys.TellAsync(new("revoke", ("keyId", keyId)), cancellationToken);
    }
}
