using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

internal sealed class MapInput(IReadOnlyList<KeyValuePair<string, VectorShiftValue>> items) : VectorShiftValue
{
    internal override void WriteTo(Utf8JsonWriter writer, IReadOnlyDictionary<FileInput, ReadOnlyMemory<byte>> files)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "map"u8);
        writer.WriteStartObject("items"u8);
        foreach (var (name, item) in items)
        {
            writer.WritePropertyName(name);
            item.WriteTo(writer, files);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    internal override IEnumerable<FileInput> Files() => items.SelectMany(item => item.Value.Files());
}
