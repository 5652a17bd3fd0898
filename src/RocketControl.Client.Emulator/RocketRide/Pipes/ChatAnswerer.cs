using System.Text.Json;
using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>Answers a question by repeating it, the same way every time.</summary>
internal static class ChatAnswerer
{
    /// <summary>The texts of the question, one behind the other.</summary>
    public static string TextOf(JsonNode question)
    {
        IEnumerable<JsonObject> questions = (question["questions"] as JsonArray)?.OfType<JsonObject>() ?? [];
        return string.Join(' ', questions.Select(item => item["text"]?.GetValue<string>() ?? ""));
    }

    /// <summary><c>You said: …</c>, or JSON when the question expects it.</summary>
    public static JsonNode Answer(JsonNode question)
    {
        string text = TextOf(question);
        if (question["expectJson"]?.GetValueKind() != JsonValueKind.True)
            return $"You said: {text}";
        return new JsonObject { ["echo"] = text, ["length"] = LengthOf(text) };
    }

    /// <summary>The length in code points, as Python counts.</summary>
    public static int LengthOf(string text) => text.EnumerateRunes().Count();
}
