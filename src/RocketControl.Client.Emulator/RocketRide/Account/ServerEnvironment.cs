namespace RocketControl.Client.Emulator.RocketRide.Account;

/// <summary>The server's <c>ROCKETRIDE_</c> variables, the accepted key among them. Thread-safe.</summary>
internal sealed class ServerEnvironment
{
    public const string Prefix = "ROCKETRIDE_";

    private const string KeyVariable = "ROCKETRIDE_APIKEY";

    private readonly object _gate = new();
    private Dictionary<string, string> _variables;

    public ServerEnvironment(IReadOnlyDictionary<string, string> variables) => _variables = Own(variables);

    /// <summary>The key that clients log in with; null when any will do.</summary>
    public string? ApiKey => Snapshot().GetValueOrDefault(KeyVariable) is { Length: > 0 } key ? key : null;

    public IReadOnlyDictionary<string, string> Snapshot()
    {
        lock (_gate)
            return _variables;
    }

    /// <summary>Puts these in the place of all that were there; other names are left out.</summary>
    public void Replace(IReadOnlyDictionary<string, string> variables)
    {
        lock (_gate)
            _variables = Own(variables);
    }

    private static Dictionary<string, string> Own(IReadOnlyDictionary<string, string> variables) =>
        variables.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
}
