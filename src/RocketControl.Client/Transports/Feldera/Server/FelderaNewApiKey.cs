using System.Diagnostics;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>An API key that was just made, with its secret, which the server shows this once (Feldera protocol §5).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Secret">The secret; keep it where secrets are kept.</param>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record FelderaNewApiKey(string Id, string Name, string Secret)
{
    /// <summary>The name, without the secret.</summary>
    public override string ToString() => Name;
}
