using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>A pipeline as VectorShift tells of it.</summary>
/// <param name="Id">Its id.</param>
public sealed record VectorShiftPipelineInfo(string Id)
{
    /// <summary>Its name; null when not told.</summary>
    public string? Name { get; init; }

    /// <summary>Its description; null when not told.</summary>
    public string? Description { get; init; }

    /// <summary>All that was told; of kind <see cref="JsonValueKind.Undefined"/> when there was only the id.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text, for logs.</summary>
    public override string ToString() => Name is null ? Id : $"{Name} ({Id})";
}
