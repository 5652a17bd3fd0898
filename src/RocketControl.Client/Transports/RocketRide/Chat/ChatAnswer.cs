using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>What a run answered to a question.</summary>
public sealed record ChatAnswer
{
    /// <summary>The answers: texts, or JSON values when JSON was asked for. At least one.</summary>
    public required IReadOnlyList<JsonElement> Answers { get; init; }

    /// <summary>The whole result of the object that the question was.</summary>
    public required SendResult Result { get; init; }

    /// <summary>The first answer as text; JSON as JSON text.</summary>
    public string Text => Answers[0].ValueKind == JsonValueKind.String ? Answers[0].GetString()! : Answers[0].GetRawText();

    /// <summary>The first answer as JSON, also when it came as a text that holds JSON. Null when it is no JSON.</summary>
    public JsonElement? Json
    {
        get
        {
            if (Answers[0].ValueKind != JsonValueKind.String)
                return Answers[0];
            try
            {
                using var document = ReadableJson.Parse(Encoding.UTF8.GetBytes(Answers[0].GetString()!));
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>A short text without the answer, for logs.</summary>
    public override string ToString() => $"{Answers.Count} answer(s)";
}
