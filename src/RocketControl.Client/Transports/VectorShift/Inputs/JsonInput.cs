using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>A value that is JSON already.</summary>
internal sealed class JsonInput : VectorShiftValue
{
    private static readonly JsonWriterOptions WriteOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ReadOnlyMemory<byte> _json;

    private JsonInput(ReadOnlyMemory<byte> json) => _json = json;

    public static JsonInput Of(Action<Utf8JsonWriter> write) => new(Write(write));

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriteOptions))
            write(writer);
        return buffer.WrittenMemory;
    }

    internal override void WriteTo(Utf8JsonWriter writer, IReadOnlyDictionary<FileInput, ReadOnlyMemory<byte>> files) =>
        writer.WriteRawValue(_json.Span, skipInputValidation: true);

    internal override IEnumerable<FileInput> Files() => [];
}
