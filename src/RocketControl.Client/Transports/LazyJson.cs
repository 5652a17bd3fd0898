using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>JSON text that is parsed only if somebody looks at it; most callers never do.</summary>
internal sealed class LazyJson(ReadOnlyMemory<byte> utf8)
{
    /// <summary>Boxed, so that another thread sees either nothing or the whole.</summary>
    private object? _element;

    /// <param name="element">An element that needs no document kept open.</param>
    public LazyJson(JsonElement element)
        : this(ReadOnlyMemory<byte>.Empty) => _element = element;

    public static LazyJson Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    public JsonElement Element
    {
        get
        {
            if (_element is JsonElement known)
                return known;
            if (utf8.IsEmpty)
                return default;
            using var document = JsonDocument.Parse(utf8);
            var element = document.RootElement.Clone();
            _element = element;
            return element;
        }
    }
}
