using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Chat;

/// <summary>
/// Writes a question as the server reads it (RocketRide protocol §5.5). What is not set is left out: the server refuses nulls in documents, and hides that it did.
/// </summary>
internal static class QuestionWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Question question)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, NameOf(question.Type));
            if (question.Filter is not null)
                QuestionFilterWriter.Write(writer, question.Filter);
            writer.WriteBoolean("expectJson"u8, question.ExpectJson);
            if (question.Role is not null)
                writer.WriteString("role"u8, question.Role);
            WriteObjects(writer, "instructions", question.Instructions, static (json, item) => WritePair(json, "subtitle", item.Title, "instructions", item.Text));
            WriteObjects(writer, "history", question.History, static (json, item) => WritePair(json, "role", item.Role, "content", item.Content));
            WriteObjects(writer, "examples", question.Examples, static (json, item) => WritePair(json, "given", item.Given, "result", item.Result));
            WriteTexts(writer, "context", question.Context);
            WriteTexts(writer, "goals", question.Goals);
            WriteObjects(writer, "documents", question.Documents, WriteDocument);
            WriteObjects(writer, "questions", [question.Text], static (json, text) => json.WriteString("text"u8, text));
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteDocument(Utf8JsonWriter writer, QuestionDocument document)
    {
        writer.WriteString("type"u8, "Document"u8);
        writer.WriteString("page_content"u8, document.Content);
        if (document.ObjectId is null)
            return;
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("objectId"u8, document.ObjectId);
        writer.WriteNumber("chunkId"u8, document.ChunkId);
        writer.WriteEndObject();
    }

    private static void WriteObjects<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter writer, string first, string firstText, string second, string secondText)
    {
        writer.WriteString(first, firstText);
        writer.WriteString(second, secondText);
    }

    private static string NameOf(QuestionType type) => type switch
    {
        QuestionType.Semantic => "semantic",
        QuestionType.Keyword => "keyword",
        QuestionType.Get => "get",
        QuestionType.Prompt => "prompt",
        QuestionType.Execute => "execute",
        QuestionType.Dialect => "dialect",
        _ => "question",
    };
}
