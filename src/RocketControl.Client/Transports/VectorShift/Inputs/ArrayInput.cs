using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

internal sealed class ArrayInput(IReadOnlyList<VectorShiftValue> items) : VectorShiftValue
{
    internal override void WriteTo(Utf8JsonWriter writer, IReadOnlyDictionary<FileInput, ReadOnlyMemory<byte>> files)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            item.WriteTo(writer, files);
        writer.WriteEndArray();
    }

    internal override IEnumerable<FileInput> Files() => items.SelectMany(item => item.Files());
}
