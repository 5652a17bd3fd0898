using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>The records of a request that could not be read (Feldera protocol §9).</summary>
internal sealed class ParseFailures
{
    private const int Reported = 1000;

    private readonly JsonArray _errors = [];

    public long Count { get; private set; }

    public void Add(long eventNumber, string? field, string record, string description)
    {
        Count++;
        if (_errors.Count == Reported)
            return;
        _errors.Add((JsonNode)new JsonObject
        {
            ["description"] = description,
            ["event_number"] = eventNumber,
            ["field"] = field,
            ["invalid_bytes"] = null,
            ["invalid_text"] = record,
            ["suggestion"] = null,
        });
    }

    public RefusedException ToRefusal() => Refusals.Of(
        "ParseErrors",
        $"{Count} of the records could not be read; the others were ingested",
        new JsonObject { ["num_errors"] = Count, ["errors"] = _errors.DeepClone() });
}
