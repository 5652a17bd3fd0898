using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>
/// The schema that the questions lane checks: members may be missing or, but for those of documents, null; unknown ones are ignored
/// (RocketRide protocol §5.5).
/// </summary>
internal static class QuestionSchema
{
    private static readonly string[] Types = ["question", "semantic", "keyword", "get", "prompt", "execute", "dialect"];

    public static bool IsQuestion(JsonNode? value) =>
        value is JsonObject question
        && IsType(question["type"])
        && IsNullOr(question["filter"], JsonValueKind.Object)
        && IsNullOr(question["expectJson"], JsonValueKind.True, JsonValueKind.False)
        && IsNullOr(question["role"], JsonValueKind.String)
        && AreAll(question["instructions"], static item => HasTexts(item, "subtitle", "instructions"))
        && AreAll(question["history"], static item => HasTexts(item, "role", "content"))
        && AreAll(question["examples"], static item => HasTexts(item, "given", "result"))
        && AreAll(question["context"], static item => Is(item, JsonValueKind.String))
        && AreAll(question["goals"], static item => Is(item, JsonValueKind.String))
        && AreAll(question["questions"], static item => HasTexts(item, "text") && IsNullOr(item!["embedding"], JsonValueKind.Array))
        && AreAll(question["documents"], IsDocument);

    /// <summary>One document or an array of them.</summary>
    public static bool IsDocuments(JsonNode? value) => value is JsonArray items ? items.All(IsDocument) : IsDocument(value);

    private static bool IsDocument(JsonNode? value) =>
        value is JsonObject document
        && IsMissingOr(document, "embedding", JsonValueKind.Array)
        && IsMissingOr(document, "score", JsonValueKind.Number)
        && IsMissingOr(document, "highlight_score", JsonValueKind.Number)
        && IsNullOr(document["page_content"], JsonValueKind.String)
        && IsNullOr(document["context"], JsonValueKind.Array)
        && (document["metadata"] is null || IsMetadata(document["metadata"]));

    private static bool IsMetadata(JsonNode? value) =>
        value is JsonObject metadata
        && Is(metadata["objectId"], JsonValueKind.String)
        && Is(metadata["chunkId"], JsonValueKind.Number)
        && IsMissingOr(metadata, "nodeId", JsonValueKind.String)
        && IsMissingOr(metadata, "parent", JsonValueKind.String)
        && IsMissingOr(metadata, "permissionId", JsonValueKind.Number)
        && IsMissingOr(metadata, "isDeleted", JsonValueKind.True, JsonValueKind.False)
        && IsMissingOr(metadata, "isTable", JsonValueKind.True, JsonValueKind.False)
        && IsMissingOr(metadata, "tableId", JsonValueKind.Number)
        && IsMissingOr(metadata, "signature", JsonValueKind.String);

    private static bool IsType(JsonNode? value) =>
        value is null || (Is(value, JsonValueKind.String) && Types.Contains(value.GetValue<string>()));

    private static bool AreAll(JsonNode? value, Func<JsonNode?, bool> isValid) =>
        value is null || (value is JsonArray items && items.All(isValid));

    private static bool HasTexts(JsonNode? value, params string[] names) =>
        value is JsonObject members && Array.TrueForAll(names, name => Is(members[name], JsonValueKind.String));

    private static bool IsNullOr(JsonNode? value, params JsonValueKind[] kinds) => value is null || Is(value, kinds);

    private static bool IsMissingOr(JsonObject members, string name, params JsonValueKind[] kinds) =>
        !members.TryGetPropertyValue(name, out JsonNode? value) || Is(value, kinds);

    private static bool Is(JsonNode? value, params JsonValueKind[] kinds) => value is not null && kinds.Contains(value.GetValueKind());
}
