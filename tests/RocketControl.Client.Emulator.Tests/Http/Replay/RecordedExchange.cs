using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Http.Replay;

/// <summary>A request and the answer of the real server.</summary>
internal sealed record RecordedExchange(int Line, string Why, string Method, string Path, IReadOnlyDictionary<string, string> Headers, string? Body, HttpReply Reply)
{
    /// <summary>What exemptions name: the method and the path without the query.</summary>
    public string Route => $"{Method} {Path.Split('?')[0]}";

    public static RecordedExchange Parse(string line, int number)
    {
        JsonNode recorded = JsonNode.Parse(line)!;
        JsonNode request = recorded["request"]!;
        var reply = new HttpReply((int)recorded["status"]!, Texts(recorded["headers"]!), recorded["json"]?.DeepClone(), (string?)recorded["text"]);
        return new RecordedExchange(
            number, (string)recorded["why"]!, (string)request["method"]!, (string)request["path"]!, Texts(request["headers"]!), (string?)request["body"], reply);
    }

    public override string ToString() => $"{Line} {Route} ({Why})";

    private static Dictionary<string, string> Texts(JsonNode members) =>
        members.AsObject().ToDictionary(member => member.Key, member => (string)member.Value!, StringComparer.OrdinalIgnoreCase);
}
