using System.Security.Cryptography;
using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera;

/// <summary>The keys that the server accepts (Feldera protocol §5).</summary>
/// <param name="master">The key that may do everything; null when the server asks for none.</param>
internal sealed class ApiKeys(string? master)
{
    private readonly List<ApiKey> _keys = [];

    public IReadOnlyList<ApiKey> All => _keys;

    /// <summary>What a request with this credential may do: <c>read</c> or <c>write</c>; null when it may do nothing.</summary>
    public string? RoleOf(string? credential) =>
        master is null || credential == master ? "write" : _keys.Find(key => key.Secret == credential)?.Role;

    public ApiKey? Find(string name) => _keys.Find(key => key.Name == name);

    /// <exception cref="RefusedException">The name is taken.</exception>
    public ApiKey Add(string name, string role)
    {
        if (Find(name) is not null)
            throw Refusals.DuplicateName();
        var key = new ApiKey(Guid.NewGuid(), name, role, $"apikey:{Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant()}");
        _keys.Add(key);
        return key;
    }

    public void Remove(ApiKey key) => _keys.Remove(key);
}
