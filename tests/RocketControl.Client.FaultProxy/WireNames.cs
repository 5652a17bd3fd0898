using System.Collections.Concurrent;
using System.Text.Json;

namespace RocketControl.Client.Tests.Wire;

/// <summary>Knows what the units of one connection are about.</summary>
internal sealed class WireNames
{
    private readonly ConcurrentDictionary<long, string> _requests = new();
    private readonly ConcurrentQueue<string> _httpRequests = new();

    /// <summary>The HTTP request that is answered next; null when there is none.</summary>
    public string? Awaited => _httpRequests.TryPeek(out var asked) ? asked : null;

    public WireUnit Describe(byte[] bytes, bool isToServer, bool isFrame) =>
        new(isFrame ? NameOfFrame(bytes, isToServer) : NameOfMessage(bytes, isToServer), isToServer, isFrame, bytes);

    private string NameOfMessage(byte[] bytes, bool isToServer)
    {
        if (HttpMessages.HeadLength(bytes) == 0)
            return "piece";
        if (!isToServer)
            return _httpRequests.TryDequeue(out var asked) ? asked : "answer";
        var name = HttpMessages.NameOf(bytes);
        _httpRequests.Enqueue(name);
        return name;
    }

    private string NameOfFrame(byte[] bytes, bool isToServer)
    {
        if (FrameHead.Read(bytes) is not { } head || bytes.Length < head.HeadLength + head.PayloadLength)
            return "piece";
        if (head.Code is not (WireFrames.TextCode or WireFrames.BinaryCode))
            return head.Code switch { WireFrames.CloseCode => "close", WireFrames.PingCode => "ping", 0 => "continuation", _ => "pong" };
        try
        {
            var payload = head.Payload(bytes);
            var end = head.Code == WireFrames.BinaryCode ? Array.IndexOf(payload, (byte)'\n') : -1;
            using var document = JsonDocument.Parse(end < 0 ? payload : payload.AsMemory(0, end));
            return NameOf(document.RootElement, isToServer);
        }
        catch (JsonException)
        {
            return "fragment";
        }
    }

    private string NameOf(JsonElement message, bool isToServer)
    {
        if (!isToServer)
        {
            return message.TryGetProperty("request_seq", out var about) && about.TryGetInt64(out var asked) && _requests.TryRemove(asked, out var request)
                ? request
                : message.TryGetProperty("event", out var kind) ? kind.ToString() : "reply";
        }
        var name = message.GetProperty("command").ToString();
        if (message.TryGetProperty("arguments", out var arguments) && arguments.TryGetProperty("subcommand", out var subcommand))
            name += "/" + subcommand;
        if (message.TryGetProperty("seq", out var seq) && seq.TryGetInt64(out var number))
            _requests[number] = name;
        return name;
    }
}
