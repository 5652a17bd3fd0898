using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>A file: in JSON with its bytes as base64, in a form with files as a part of its own.</summary>
internal sealed class FileInput(RunContent content, string name, string mimeType) : VectorShiftValue
{
    public RunContent Content => content;

    public string Name => name;

    public string MimeType => mimeType;

    internal override void WriteTo(Utf8JsonWriter writer, IReadOnlyDictionary<FileInput, ReadOnlyMemory<byte>> files)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "file"u8);
        writer.WriteBase64String("raw_bytes"u8, files[this].Span);
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("name"u8, name);
        writer.WriteString("path"u8, name);
        writer.WriteString("mime_type"u8, mimeType);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    internal override IEnumerable<FileInput> Files() => [this];
}
