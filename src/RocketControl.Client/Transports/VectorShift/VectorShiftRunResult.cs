using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>What a run gave that was waited for to its end.</summary>
/// <param name="Run">The run, which is over.</param>
/// <param name="Outputs">Its outputs by name.</param>
public sealed record VectorShiftRunResult(Run Run, IReadOnlyDictionary<string, JsonElement> Outputs)
{
    /// <summary>What VectorShift said of the run; of kind <see cref="JsonValueKind.Undefined"/> when there is nothing.</summary>
    public JsonElement Raw { get; init; }

    /// <summary>A short text without the values, for logs.</summary>
    public override string ToString() => $"{Run}: {string.Join(", ", Outputs.Keys)}";
}
