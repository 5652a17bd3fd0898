using System.Globalization;
using System.Text;

namespace RocketControl.Client.Tests.Wire;

/// <summary>Just enough HTTP/1.1 to know where a message ends and what it is about.</summary>
internal static class HttpMessages
{
    /// <summary>The length of a message at the beginning of the bytes; null when it is not whole yet, or goes on to the end of the connection.</summary>
    public static int? Measure(ReadOnlySpan<byte> bytes, bool isRequest)
    {
        var headLength = HeadLength(bytes);
        if (headLength == 0)
            return null;
        var head = Encoding.Latin1.GetString(bytes[..headLength]);
        if (Header(head, "Transfer-Encoding") is not null)
            return MeasureChunks(bytes, headLength);
        if (Header(head, "Content-Length") is { } text)
            return headLength + int.Parse(text, CultureInfo.InvariantCulture) is var length && bytes.Length >= length ? length : null;
        return isRequest || HasNoBody(head) ? headLength : null;
    }

    /// <summary>The length of the head with the first chunk; null when they are not whole yet, 0 when the body does not come in chunks.</summary>
    public static int? MeasureFirstChunk(ReadOnlySpan<byte> bytes)
    {
        var headLength = HeadLength(bytes);
        if (headLength == 0)
            return null;
        if (Header(Encoding.Latin1.GetString(bytes[..headLength]), "Transfer-Encoding") is null)
            return 0;
        var line = bytes[headLength..].IndexOf("\r\n"u8);
        if (line < 0)
            return null;
        var size = int.Parse(Encoding.Latin1.GetString(bytes.Slice(headLength, line)).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var length = headLength + line + 2 + size + 2;
        return bytes.Length >= length ? length : null;
    }

    /// <summary>The length of the head with the empty line; 0 when it is not whole yet.</summary>
    public static int HeadLength(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : 0;

    /// <summary>The method and path of a request, or <c>upgrade</c>.</summary>
    public static string NameOf(ReadOnlySpan<byte> request)
    {
        var head = Encoding.Latin1.GetString(request[..HeadLength(request)]);
        if (Header(head, "Upgrade") is not null)
            return "upgrade";
        var words = head.Split(' ', 3);
        return $"{words[0]} {words[1].Split('?')[0]}";
    }

    /// <summary>Whether a whole head announces events that come as long as the connection lasts.</summary>
    public static bool IsEventStream(ReadOnlySpan<byte> reply) =>
        HeadLength(reply) is > 0 and var length && reply[..length].IndexOf("text/event-stream"u8) >= 0;

    public static bool IsSwitching(ReadOnlySpan<byte> reply) => reply.StartsWith("HTTP/1.1 101"u8);

    private static bool HasNoBody(string head) => head.Split(' ', 3)[1] is "204" or "304" or ['1', ..];

    private static int? MeasureChunks(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            var line = bytes[at..].IndexOf("\r\n"u8);
            if (line < 0)
                return null;
            var size = int.Parse(Encoding.Latin1.GetString(bytes.Slice(at, line)).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2 + size + 2;
            if (at > bytes.Length)
                return null;
            if (size == 0)
                return at;
        }
    }

    private static string? Header(string head, string name) => head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
