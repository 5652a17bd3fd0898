using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>An API key, without its secret (Feldera protocol §5).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it may do: <c>read</c> or <c>write</c>.</param>
public sealed record FelderaApiKey(string Id, string Name, string Role)
{
    internal static FelderaApiKey Read(JsonElement key) => new(key.Text("id"u8) ?? "", key.Text("name"u8) ?? "", key.Text("role"u8) ?? "");
}
