using System.Text.Json;

namespace RocketControl.Client.Transports;

/// <summary>JSON text that is parsed only if somebody looks at it; most callers never do.</summary>
internal sealed class LazyJson(ReadOnlyMemory<byte> utf8)
{
    private JsonElement? _element;

    public static LazyJson Empty { get; } = new(default);

    public JsonElement Element
    {
        get
        {
            if (_element is { } known)
                return known;
            if (utf8.IsEmpty)
                return default;
            using var document = JsonDocument.Parse(utf8);
            _element = document.RootElement.Clone();
            return _element.Value;
        }
    }
}
