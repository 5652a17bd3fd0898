using System.Buffers.Binary;
using System.Text;

namespace RocketControl.Client.Tests.Wire;

/// <summary>WebSocket frames (RFC 6455 §5), whole and broken.</summary>
public static class WireFrames
{
    internal const int TextCode = 1;
    internal const int BinaryCode = 2;
    internal const int CloseCode = 8;
    internal const int PingCode = 9;
    private const int FinalBit = 0x80;

    /// <summary>An empty ping of the server.</summary>
    public static ReadOnlySpan<byte> Ping => [FinalBit | PingCode, 0];

    /// <summary>An event that nobody has asked for.</summary>
    public static byte[] Event { get; } = Text("""{"type":"event","seq":0,"event":"apaevt_flood","body":{"__id":""}}""");

    /// <summary>A hundred such events in one piece.</summary>
    public static byte[] HundredEvents { get; } = [.. Enumerable.Repeat(Event, 100).SelectMany(bytes => bytes)];

    /// <summary>A text frame of the server.</summary>
    /// <param name="text">The text.</param>
    public static byte[] Text(string text) => Frame(FinalBit | TextCode, Encoding.UTF8.GetBytes(text));

    /// <summary>A close frame of the server.</summary>
    /// <param name="code">The close code.</param>
    public static byte[] Close(int code) => Frame(FinalBit | CloseCode, [(byte)(code >> 8), (byte)code]);

    /// <summary>One frame of the server, not masked.</summary>
    /// <param name="head">The first byte.</param>
    /// <param name="payload">The payload.</param>
    public static byte[] Frame(int head, ReadOnlySpan<byte> payload)
    {
        Span<byte> length = stackalloc byte[9];
        var used = 1;
        if (payload.Length < 126)
        {
            length[0] = (byte)payload.Length;
        }
        else
        {
            length[0] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(length[1..], (ulong)payload.Length);
            used = 9;
        }
        return [(byte)head, .. length[..used], .. payload];
    }

    /// <summary>The same message in frames of eight bytes, with pings between them.</summary>
    internal static byte[] Fragmented(ReadOnlySpan<byte> frame)
    {
        var head = FrameHead.Read(frame)!.Value;
        var payload = frame[head.HeadLength..];
        var bytes = new List<byte>();
        for (var at = 0; at < payload.Length; at += 8)
        {
            var piece = payload.Slice(at, Math.Min(8, payload.Length - at));
            bytes.AddRange(Frame((at == 0 ? head.Code : 0) | (at + piece.Length == payload.Length ? FinalBit : 0), piece));
            bytes.AddRange(Ping);
        }
        return [.. bytes];
    }

    /// <summary>The rest of a unit with its JSON broken: masked or not, the bytes of the payload are not what they were.</summary>
    internal static byte[] GarbledContent(WireUnit unit, ReadOnlyMemory<byte> rest)
    {
        var bytes = rest.ToArray();
        var payload = unit.IsFrame ? FrameHead.Read(unit.Bytes.Span)!.Value.HeadLength : HttpMessages.HeadLength(unit.Bytes.Span);
        // Seven bits at most, so that text stays UTF-8; from behind the opening brace on.
        for (var i = Math.Max(0, payload + 1 - (unit.Bytes.Length - rest.Length)); i < bytes.Length; i++)
            bytes[i] ^= 0x05;
        return bytes;
    }

    /// <summary>The whole unit with a first byte that no peer may send.</summary>
    internal static byte[] GarbledHead(WireUnit unit)
    {
        var bytes = unit.Bytes.ToArray();
        bytes[0] ^= (byte)(unit.IsFrame ? 0x70 : 0x80);
        return bytes;
    }
}
