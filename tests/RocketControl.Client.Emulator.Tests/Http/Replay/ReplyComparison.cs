using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RocketControl.Client.Emulator.Tests.Http.Replay;

/// <summary>Compares status, headers and body; in JSON the order of members and the spelling of numbers count.</summary>
internal sealed partial class ReplyComparison(HttpExemptions exemptions)
{
    private static readonly string[] Headers = ["content-type", "location", "allow", "server"];
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What differs, null for nothing.</summary>
    public string? Differ(RecordedExchange exchange, HttpReply actual)
    {
        string expected = Describe(exchange.Route, exchange.Reply);
        string received = Describe(exchange.Route, actual);
        return expected == received ? null : $"{exchange}:\n  recorded {expected}\n  received {received}";
    }

    private string Describe(string route, HttpReply reply)
    {
        IEnumerable<string> headers = Headers.Select(name => $"{name}={reply.Headers.GetValueOrDefault(name)}");
        return $"{reply.Status} {string.Join(' ', headers)} {Body(route, reply)}";
    }

    private string Body(string route, HttpReply reply)
    {
        if (reply.Json is not JsonObject body)
            return reply.Text is { } text && Title().Match(text) is { Success: true } title ? title.Value : reply.Text ?? "";
        JsonObject copy = body.DeepClone().AsObject();
        MadeUpNames.Replace(copy);
        exemptions.Apply(route, copy);
        return copy.ToJsonString(Readable);
    }

    [GeneratedRegex("<title>.*</title>")]
    private static partial Regex Title();
}
