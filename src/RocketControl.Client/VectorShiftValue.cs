using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client;

/// <summary>
/// The value of an input of a VectorShift run: a text, a number, a truth value, null, an array, a map or a file (VectorShift protocol §2). Texts, numbers and truth values
/// convert by themselves.
/// </summary>
public abstract class VectorShiftValue
{
    private protected VectorShiftValue()
    {
    }

    /// <summary>The value null.</summary>
    public static VectorShiftValue Null { get; } = JsonInput.Of(writer => writer.WriteNullValue());

    /// <summary>A text; null gives <see cref="Null"/>.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator VectorShiftValue(string? text) => FromString(text);

    /// <summary>An integer.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator VectorShiftValue(long number) => FromInt64(number);

    /// <summary>A number.</summary>
    /// <param name="number">The number; must be finite.</param>
    public static implicit operator VectorShiftValue(double number) => FromDouble(number);

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator VectorShiftValue(bool value) => FromBoolean(value);

    /// <summary>A text; null gives <see cref="Null"/>.</summary>
    /// <param name="text">The text.</param>
    public static VectorShiftValue FromString(string? text) => JsonInput.Of(writer => writer.WriteStringValue(text));

    /// <summary>An integer.</summary>
    /// <param name="number">The number.</param>
    public static VectorShiftValue FromInt64(long number) => JsonInput.Of(writer => writer.WriteNumberValue(number));

    /// <summary>A number.</summary>
    /// <param name="number">The number; must be finite.</param>
    /// <exception cref="ArgumentException">The number is none, or infinite: JSON has no such.</exception>
    public static VectorShiftValue FromDouble(double number) => JsonInput.Of(writer => writer.WriteNumberValue(number));

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static VectorShiftValue FromBoolean(bool value) => JsonInput.Of(writer => writer.WriteBooleanValue(value));

    /// <summary>Any JSON, as it is.</summary>
    /// <param name="json">The JSON; copied. Null gives <see cref="Null"/>.</param>
    public static VectorShiftValue FromJson(JsonNode? json) => json is null ? Null : JsonInput.Of(writer => json.WriteTo(writer));

    /// <summary>An array.</summary>
    /// <param name="items">The items, in order; may hold files.</param>
    public static VectorShiftValue FromArray(params IEnumerable<VectorShiftValue> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ArrayInput([.. items]);
    }

    /// <summary>A map: <c>{"type":"map","items":…}</c> on the wire.</summary>
    /// <param name="items">The items by name; may hold files.</param>
    public static VectorShiftValue FromMap(IEnumerable<KeyValuePair<string, VectorShiftValue>> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new MapInput([.. items]);
    }

    /// <summary>A file on this machine, with the name and the MIME type of its path.</summary>
    /// <param name="path">The file; opened when the run is started.</param>
    public static VectorShiftValue FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FromFile(RunContent.FromFile(path), Path.GetFileName(path), MimeTypes.OfFile(path));
    }

    /// <summary>A file made of any content.</summary>
    /// <param name="content">The content; opened when the run is started.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="mimeType">Its MIME type; null for that of the name's extension.</param>
    public static VectorShiftValue FromFile(RunContent content, string name, string? mimeType = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new FileInput(content, name, mimeType ?? MimeTypes.OfFile(name));
    }

    /// <summary>Writes it as JSON; files must have been read before.</summary>
    internal abstract void WriteTo(Utf8JsonWriter writer, IReadOnlyDictionary<FileInput, ReadOnlyMemory<byte>> files);

    /// <summary>The files in it.</summary>
    internal abstract IEnumerable<FileInput> Files();
}
