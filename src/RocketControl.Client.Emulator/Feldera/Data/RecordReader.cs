using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Makes changes of the records of one request; what it cannot read it keeps as failures.</summary>
internal sealed class RecordReader(Relation table, IngressFormat format)
{
    private long _events;

    public ParseFailures Failures { get; } = new();

    public IEnumerable<Change> Read(string record)
    {
        if (!format.IsJson)
            return Try(record, () => [new Change(CsvRecord.Read(table, record), 1)]);

        JsonNode? json;
        try
        {
            json = JsonText.Parse(record);
        }
        catch (JsonException invalid)
        {
            Failures.Add(++_events, null, record, $"invalid JSON: {invalid.Message}");
            return [];
        }
        if (!format.IsArray)
            return Try(record, () => UpdateReader.Read(table, format.UpdateFormat, json));
        if (json is JsonArray updates)
            return [.. updates.SelectMany(update => Try(update?.ToJsonString() ?? "null", () => UpdateReader.Read(table, format.UpdateFormat, update)))];
        Failures.Add(++_events, null, record, "an array of updates is expected");
        return [];
    }

    private IReadOnlyList<Change> Try(string record, Func<IReadOnlyList<Change>> read)
    {
        _events++;
        try
        {
            return read();
        }
        catch (RecordException invalid)
        {
            Failures.Add(_events, invalid.Field, record, invalid.Message);
            return [];
        }
    }
}
