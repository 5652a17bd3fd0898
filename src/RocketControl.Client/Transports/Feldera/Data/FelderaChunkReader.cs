using System.Text.Json;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>Reads the chunks of one stream and notices those that are missing between them.</summary>
internal sealed class FelderaChunkReader
{
    private long? _last;

    /// <returns>The chunk; null for a sign of life, which holds nothing.</returns>
    /// <exception cref="RunProtocolException">It is none.</exception>
    public FelderaChunk? Read(ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \t"u8).IsEmpty)
            return null;
        try
        {
            using var document = ReadableJson.Parse(line);
            var root = document.RootElement;
            var number = root.Integer("sequence_number"u8);
            var json = root.Member("json_data"u8) is { ValueKind: not JsonValueKind.Null } data ? data.Clone() : default;
            var text = root.Text("text_data"u8);
            var missed = number is { } next && _last is { } last ? Math.Max(0, next - last - 1) : 0;
            if (json.ValueKind == JsonValueKind.Undefined && text is null)
                missed = 0;
            else if (number is { } seen)
                _last = Math.Max(_last ?? seen, seen);
            return json.ValueKind == JsonValueKind.Undefined && text is null
                ? null
                : new FelderaChunk(number ?? 0, root.Truth("snapshot"u8) is true) { Missed = missed, Json = json, Text = text };
        }
        catch (JsonException)
        {
            // The reader's own exception repeats what is there, which may be anybody's data.
            throw new RunProtocolException("A chunk is not JSON.", new RunErrorContext(RunBackend.Feldera, RunOperation.Watch));
        }
    }
}
