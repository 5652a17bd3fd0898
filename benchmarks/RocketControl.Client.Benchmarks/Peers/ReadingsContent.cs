using System.Buffers;
using System.Net;
using System.Text.Json;

namespace RocketControl.Client.Benchmarks.Peers;

/// <summary>Records as JSON, one a line, written while they are sent: what a careful program does by hand.</summary>
internal sealed class ReadingsContent(IEnumerable<Reading> readings) : HttpContent
{
    private const int Piece = 64 * 1024;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * Piece);
        using var json = new Utf8JsonWriter(buffer);
        foreach (var reading in readings)
        {
            JsonSerializer.Serialize(json, reading, PeerJson.Default.Reading);
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount >= Piece)
            {
                await stream.WriteAsync(buffer.WrittenMemory);
                buffer.ResetWrittenCount();
            }
        }
        await stream.WriteAsync(buffer.WrittenMemory);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
