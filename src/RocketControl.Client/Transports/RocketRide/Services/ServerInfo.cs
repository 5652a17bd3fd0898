using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>What a server says of itself to anybody (RocketRide protocol §3.3).</summary>
public sealed record ServerInfo
{
    /// <summary>Its version, for example <c>1.1.0.123</c>; empty when it does not tell.</summary>
    public string Version { get; init; } = "";

    /// <summary>The revision that it was built from; null when it does not tell.</summary>
    public string? Revision { get; init; }

    /// <summary>When it was built, as it says it; null when it does not tell.</summary>
    public string? Built { get; init; }

    /// <summary>The system that it runs on: <c>linux</c>, <c>darwin</c> or <c>win32</c>. Empty when it does not tell.</summary>
    public string Platform { get; init; } = "";

    /// <summary>What it can do or is; holds <c>oss</c> on an open-source server.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>The server's whole answer, its apps included.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>True on the open-source edition, which has neither account management nor billing.</summary>
    public bool IsOpenSource => Capabilities.Contains("oss");

    /// <summary>The version and the platform.</summary>
    public override string ToString() => $"{Version} on {Platform}";

    /// <summary>The version is an object on the servers known so far, and a text according to the official clients.</summary>
    internal static ServerInfo Read(JsonElement body)
    {
        var version = body.Member("version"u8) ?? default;
        return new ServerInfo
        {
            Version = body.Text("version"u8) ?? version.Text("version"u8) ?? "",
            Revision = version.Text("hash"u8),
            Built = version.Text("stamp"u8),
            Platform = body.Text("platform"u8) ?? "",
            Capabilities = body.Texts("capabilities"u8),
            Raw = body,
        };
    }
}
