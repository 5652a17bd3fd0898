using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>A run gave something out.</summary>
/// <param name="Run">The run.</param>
/// <param name="ObservedAt">When this client saw it.</param>
/// <param name="Name">The output.</param>
/// <param name="Value">The value. With <paramref name="IsResult"/> the whole, otherwise a piece that came while the run was at work.</param>
/// <param name="IsResult">Whether it is the output's final value.</param>
/// <param name="Number">Counts the outputs of the run from 1; a gap shows that older ones were dropped.</param>
public sealed record VectorShiftOutput(Run Run, DateTimeOffset ObservedAt, string Name, JsonElement Value, bool IsResult, long Number) : RunEvent(Run, ObservedAt)
{
    /// <summary>The value when it is a text, otherwise its JSON; empty for null.</summary>
    public string Text => Value.ValueKind switch
    {
        JsonValueKind.String => Value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => Value.GetRawText(),
    };

    /// <summary>A short text without the value, for logs.</summary>
    public override string ToString() => $"{Run}: {Name}{(IsResult ? " (result)" : "")}";
}
