using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// The members of a TASK_STATUS that count, read in one pass: statuses are what there is most of, and a document with its look-ups takes three times as long. What is
/// missing, null or of another type is null; of a member that comes twice the last counts.
/// </summary>
internal sealed class TaskStatusMembers
{
    private static readonly IReadOnlyList<string> NoTexts = [];

    private static readonly string[] SmallNumbers = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The state as it came; null when there is none.</summary>
    public string? State { get; private set; }

    /// <summary>The state's number; null when it is none.</summary>
    public int? StateNumber { get; private set; }

    public bool? Completed { get; private set; }

    public string? Status { get; private set; }

    public string? ProjectId { get; private set; }

    public string? Source { get; private set; }

    public double? StartTime { get; private set; }

    public double? EndTime { get; private set; }

    public long? ExitCode { get; private set; }

    public string? ExitMessage { get; private set; }

    public long? TotalCount { get; private set; }

    public long? CompletedCount { get; private set; }

    public long? FailedCount { get; private set; }

    public IReadOnlyList<string> Errors { get; private set; } = NoTexts;

    public IReadOnlyList<string> Warnings { get; private set; } = NoTexts;

    private TaskStatusMembers()
    {
    }

    /// <returns>The members; null when the text is no JSON object.</returns>
    public static TaskStatusMembers? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() ? Read(ref reader) : null;
    }

    /// <param name="reader">Stands at the beginning of a value, and at its end afterwards.</param>
    /// <returns>The members; null when the value is no object.</returns>
    public static TaskStatusMembers? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        var members = new TaskStatusMembers();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            members.ReadMember(ref reader);
        return members;
    }

    /// <summary>A look at the length first: comparing each name with all that are known takes a tenth of the time of a status call.</summary>
    private void ReadMember(ref Utf8JsonReader reader)
    {
        var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        switch (name.Length)
        {
            case 5 when name.SequenceEqual("state"u8):
                ReadState(ref reader);
                break;
            case 6 when name.SequenceEqual("status"u8):
                Status = Text(ref reader);
                break;
            case 6 when name.SequenceEqual("source"u8):
                Source = Text(ref reader);
                break;
            case 6 when name.SequenceEqual("errors"u8):
                Errors = Texts(ref reader) ?? NoTexts;
                break;
            case 7 when name.SequenceEqual("endTime"u8):
                EndTime = Number(ref reader);
                break;
            case 8 when name.SequenceEqual("exitCode"u8):
                ExitCode = Integer(ref reader);
                break;
            case 8 when name.SequenceEqual("warnings"u8):
                Warnings = Texts(ref reader) ?? NoTexts;
                break;
            case 9 when name.SequenceEqual("completed"u8):
                Completed = Truth(ref reader);
                break;
            case 9 when name.SequenceEqual("startTime"u8):
                StartTime = Number(ref reader);
                break;
            case 10 when name.SequenceEqual("project_id"u8):
                ProjectId = Text(ref reader);
                break;
            case 10 when name.SequenceEqual("totalCount"u8):
                TotalCount = Integer(ref reader);
                break;
            case 11 when name.SequenceEqual("failedCount"u8):
                FailedCount = Integer(ref reader);
                break;
            case 11 when name.SequenceEqual("exitMessage"u8):
                ExitMessage = Text(ref reader);
                break;
            case 14 when name.SequenceEqual("completedCount"u8):
                CompletedCount = Integer(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadState(ref Utf8JsonReader reader)
    {
        reader.Read();
        StateNumber = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : null;
        State = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number when StateNumber is >= 0 and <= 9 => SmallNumbers[StateNumber.Value],
            JsonTokenType.StartObject or JsonTokenType.StartArray => Structure(ref reader),
            _ => Encoding.UTF8.GetString(reader.ValueSpan),
        };
    }

    private static string Structure(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return text;
    }

    private static long? Integer(ref Utf8JsonReader reader)
    {
        reader.Read();
        long? value = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
        reader.Skip();
        return value;
    }

    private static double? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        double? value = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) ? number : null;
        reader.Skip();
        return value;
    }

    private static bool? Truth(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool? value = reader.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
        reader.Skip();
        return value;
    }

    /// <summary>The strings of an array; other items are left out. Null when there are none.</summary>
    private static List<string>? Texts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }
        List<string>? texts = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                (texts ??= []).Add(reader.GetString()!);
            else
                reader.Skip();
        }
        return texts;
    }
}
