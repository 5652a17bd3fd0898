using System.Diagnostics;

namespace RocketControl.Client;

/// <summary>A key, or a way to get one. It never shows itself in text.</summary>
[DebuggerDisplay("***")]
public sealed class RunCredential
{
    private readonly Func<CancellationToken, ValueTask<string>> _get;

    private RunCredential(Func<CancellationToken, ValueTask<string>> get, bool isFixed) => (_get, IsFixed) = (get, isFixed);

    /// <summary>True when asking again can give nothing else.</summary>
    internal bool IsFixed { get; }

    /// <summary>A fixed key.</summary>
    /// <param name="key">The key; an empty one counts as none.</param>
    public static RunCredential FromKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new RunCredential(_ => new ValueTask<string>(key), isFixed: true);
    }

    /// <summary>A key that is asked for at every login, for example from a vault.</summary>
    /// <param name="get">Gives the key; called again for each new connection, possibly at the same time for several.</param>
    public static RunCredential FromDelegate(Func<CancellationToken, ValueTask<string>> get)
    {
        ArgumentNullException.ThrowIfNull(get);
        return new RunCredential(get, isFixed: false);
    }

    /// <summary>The same as <see cref="FromKey"/>.</summary>
    /// <param name="key">The key.</param>
    public static implicit operator RunCredential(string key) => FromKey(key);

    internal ValueTask<string> GetAsync(CancellationToken cancellationToken) => _get(cancellationToken);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
