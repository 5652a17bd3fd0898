using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RocketControl.Client.Benchmarks.Server;

/// <summary>HTTP as far as the comparisons need it: a status, and bodies that are taken and forgotten.</summary>
internal static class HttpConnection
{
    private static readonly byte[] Status = Answer([.. """{"status": "OK", "data": """u8, .. Canned.Status, .. "}"u8]);
    private static readonly byte[] Taken = Answer("""{"token": "bench"}"""u8);

    /// <summary>Serves requests until one asks for a WebSocket.</summary>
    /// <returns>The key of that request; null when the client left.</returns>
    public static string? Serve(SocketInput input, Socket socket)
    {
        while (true)
        {
            int end;
            while ((end = input.Available.IndexOf("\r\n\r\n"u8)) < 0)
            {
                if (!input.Fill())
                    return null;
            }
            var head = Encoding.ASCII.GetString(input.Available[..end]);
            input.Consume(end + 4);
            if (Header(head, "Sec-WebSocket-Key") is { } key)
                return key;
            if (!SkipBody(input, head))
                return null;
            socket.Send(head.StartsWith("GET", StringComparison.Ordinal) ? Status : Taken);
        }
    }

    private static bool SkipBody(SocketInput input, string head)
    {
        if (Header(head, "Content-Length") is { } length)
            return input.Skip(long.Parse(length, CultureInfo.InvariantCulture));
        if (Header(head, "Transfer-Encoding") is null)
            return true;
        while (true)
        {
            int end;
            while ((end = input.Available.IndexOf("\r\n"u8)) < 0)
            {
                if (!input.Fill())
                    return false;
            }
            var size = long.Parse(input.Available[..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            input.Consume(end + 2);
            if (!input.Skip(size + 2))
                return false;
            if (size == 0)
                return true;
        }
    }

    private static string? Header(string head, string name)
    {
        var start = head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        start += name.Length + 3;
        var end = head.IndexOf("\r\n", start, StringComparison.Ordinal);
        return head[start..(end < 0 ? head.Length : end)].Trim();
    }

    private static byte[] Answer(ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
}
