using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Runtime;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Writes chunks, each as one line of JSON whatever the format of the data inside (Feldera protocol §10).</summary>
internal sealed class ChunkWriter(bool isJson, bool isArray)
{
    public byte[] Write(EgressChunk chunk)
    {
        var json = new JsonObject { ["sequence_number"] = chunk.SequenceNumber, ["snapshot"] = chunk.IsSnapshot };
        if (chunk.Changes.Count > 0)
        {
            if (!isJson)
                json["text_data"] = string.Concat(chunk.Changes.Select(CsvRecord.Write));
            else if (isArray)
                json["json_data"] = new JsonArray([.. Updates(chunk)]);
            else
                json["text_data"] = string.Concat(Updates(chunk).Select(update => update.ToJsonString() + "\n"));
        }
        return Encoding.UTF8.GetBytes(json.ToJsonString() + "\r\n");
    }

    private static IEnumerable<JsonObject> Updates(EgressChunk chunk) => chunk.Changes.SelectMany(change => Enumerable
        .Range(0, (int)Math.Abs(change.Weight))
        .Select(_ => new JsonObject { [change.Weight > 0 ? "insert" : "delete"] = change.Row.DeepClone() }));
}
