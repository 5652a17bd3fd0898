using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>What a Feldera server says of itself (Feldera protocol §5).</summary>
public sealed class FelderaConfiguration
{
    internal FelderaConfiguration(JsonElement raw) => Raw = raw;

    /// <summary>The server's whole answer.</summary>
    public JsonElement Raw { get; }

    /// <summary>The edition: <c>Open source</c> or <c>Enterprise</c>.</summary>
    public string Edition => Raw.Text("edition"u8) ?? "";

    /// <summary>The version.</summary>
    public string Version => Raw.Text("version"u8) ?? "";

    /// <summary>The revision of its source.</summary>
    public string Revision => Raw.Text("revision"u8) ?? "";

    /// <summary>Whether it can save the state of pipelines; null when its edition is not a known one.</summary>
    public bool? IsEnterprise => Edition switch { "Enterprise" => true, "Open source" => false, _ => null };

    /// <summary>Edition and version.</summary>
    public override string ToString() => $"{Edition} {Version}";
}
