using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>A kind of component that the server has (RocketRide protocol §3.6).</summary>
public sealed record ServiceDefinition
{
    /// <summary>The name that a pipeline's component gives as its <c>provider</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it does, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its scheme in addresses, for example <c>webhook://</c>.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>What it is, for example <c>source</c>.</summary>
    public IReadOnlyList<string> ClassTypes { get; init; } = [];

    /// <summary>What it is or can do.</summary>
    public ServiceCapabilities Capabilities { get; init; }

    /// <summary>For each lane that goes in, the lanes that come out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lanes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The whole definition, with the schemas of its configuration.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>The name and the title.</summary>
    public override string ToString() => $"{Name} ({Title})";

    internal static ServiceDefinition Read(string name, JsonElement body) => new()
    {
        Name = name,
        Title = body.Text("title"u8) ?? "",
        Description = body.Text("description"u8) ?? string.Concat(body.Texts("description"u8)),
        Protocol = body.Text("protocol"u8) ?? "",
        ClassTypes = body.Texts("classType"u8),
        Capabilities = ReadCapabilities(body),
        Lanes = body.Members("lanes"u8).ToDictionary(lane => lane.Name, lane => TextsOf(lane.Value)),
        Raw = body,
    };

    /// <summary>A number of bits, or the names of the bits.</summary>
    private static ServiceCapabilities ReadCapabilities(JsonElement body)
    {
        if (body.Integer("capabilities"u8) is { } bits and >= 0 and <= int.MaxValue)
            return (ServiceCapabilities)bits;
        var capabilities = ServiceCapabilities.None;
        foreach (var name in body.Texts("capabilities"u8))
        {
            if (Enum.TryParse<ServiceCapabilities>(name, ignoreCase: true, out var one))
                capabilities |= one;
        }
        return capabilities;
    }

    private static IReadOnlyList<string> TextsOf(JsonElement array) => array.ValueKind == JsonValueKind.Array
        ? [.. array.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
        : [];
}
