using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipelines;

/// <summary>What names a task; it never changes, not even by a restart (RocketRide protocol §3.2).</summary>
internal sealed class TaskIdentity
{
    private const int DigestLength = 32;
    private const int IdPrefixLength = 8;

    private readonly JsonNode _projectId;

    private TaskIdentity(JsonNode projectId, string source, string provider, string userId, string? customToken)
    {
        _projectId = projectId;
        Source = source;
        Provider = provider;
        OwnerId = userId;
        Project = TextOf(projectId);
        Token = customToken ?? "tk_" + Digest(new() { ["project_id"] = ProjectId, ["source"] = source, ["userId"] = userId });
        PublicToken = "pk_" + Digest(new() { ["project_id"] = ProjectId, ["source"] = source });
        Id = $"{IdPrefix(Token)}.{source}";
    }

    public string Token { get; }

    public string PublicToken { get; }

    /// <summary>The display id: the start of the token and the source.</summary>
    public string Id { get; }

    /// <summary>A copy of the project id, whatever JSON it is.</summary>
    public JsonNode ProjectId => _projectId.DeepClone();

    /// <summary>The project id as text, the form that monitor keys have.</summary>
    public string Project { get; }

    public string Source { get; }

    public string Provider { get; }

    public string OwnerId { get; }

    /// <summary>A falsy project id is replaced by a fresh UUID; a custom token is taken verbatim, also an empty one.</summary>
    public static TaskIdentity Create(JsonNode? projectId, string source, string provider, string userId, string? customToken)
    {
        JsonNode project = Commands.PythonArguments.IsFalsy(projectId) ? Guid.NewGuid().ToString() : projectId!.DeepClone();
        return new(project, source, provider, userId, customToken);
    }

    public bool IsOf(JsonNode? projectId, JsonNode? source) =>
        JsonNode.DeepEquals(projectId, _projectId)
        && source is JsonValue value && value.TryGetValue(out string? text) && text == Source;

    /// <summary>The body of the replies of <c>execute</c> and <c>restart</c>.</summary>
    public JsonObject ToReply() => new()
    {
        ["id"] = Id,
        ["token"] = Token,
        ["publicToken"] = PublicToken,
        ["projectId"] = ProjectId,
        ["source"] = Source,
        ["provider"] = Provider,
    };

    /// <summary>A JSON value as Python's <c>str</c> shows it: a text without quotes.</summary>
    public static string TextOf(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string Digest(JsonObject members)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(PythonJson.Dumps(members)));
        return Convert.ToHexString(hash)[..DigestLength].ToLowerInvariant();
    }

    private static string IdPrefix(string token)
    {
        bool hasPrefix = token.StartsWith("tk_", StringComparison.Ordinal) || token.StartsWith("pk_", StringComparison.Ordinal);
        string bare = hasPrefix ? token[3..] : token;
        return bare.Length > IdPrefixLength ? bare[..IdPrefixLength] : bare;
    }
}
