using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>One event of a run's stream (VectorShift protocol §2). Nothing in it is taken for granted.</summary>
internal sealed record StreamEvent
{
    private const string Done = "[DONE]";
    private const string ErrorEvent = "error";

    /// <summary>True for the end mark that some servers send.</summary>
    public bool IsDone { get; private init; }

    /// <summary>False for an event that says nothing that is known here.</summary>
    public bool IsKnown { get; private init; } = true;

    public string? RunId { get; private init; }

    /// <summary>VectorShift's own word: the status when there is one, else the type of the event.</summary>
    public string Word { get; private init; } = "";

    /// <summary>The end that the event tells of; null when it tells of none.</summary>
    public RunState? End { get; private init; }

    public string? Error { get; private init; }

    /// <summary>True when the values are final.</summary>
    public bool IsResult { get; private init; }

    public IReadOnlyList<KeyValuePair<string, JsonElement>> Outputs { get; private init; } = [];

    public static StreamEvent Read(SseItem<string> item)
    {
        if (item.Data.AsSpan().Trim() is Done)
            return new StreamEvent { IsDone = true };
        var isError = item.EventType == ErrorEvent;
        if (Parse(item.Data) is not { ValueKind: JsonValueKind.Object } data)
            return isError ? Failed("", null, ErrorText.Clean(item.Data)) : new StreamEvent { IsKnown = false };

        var type = data.Text("type"u8) ?? "";
        var runId = data.Text("run_id"u8) is { Length: > 0 } id ? id : null;
        var status = data.Text("status"u8);
        if (isError || type == ErrorEvent || VectorShiftErrors.IsFailed(data))
            return Failed(status ?? ErrorEvent, runId, ErrorText.Of(data) ?? ErrorText.Clean(data.Text("output_value"u8)));
        return new StreamEvent
        {
            IsKnown = type is "stream" or "result" || status is not null,
            RunId = runId,
            Word = status ?? type,
            End = EndOf(status),
            IsResult = type == "result",
            Outputs = type is "stream" or "result" ? OutputsOf(data) : [],
        };
    }

    private static StreamEvent Failed(string word, string? runId, string? error) =>
        new() { End = RunState.Failed, Word = word, RunId = runId, Error = error ?? "The stream tells of an error without words." };

    private static RunState? EndOf(string? status)
    {
        if (status is null)
            return null;
        var state = status == "success" ? RunState.Completed : StatusWords.StateOf(status);
        return state is RunState.Completed or RunState.Cancelled ? state : null;
    }

    private static IReadOnlyList<KeyValuePair<string, JsonElement>> OutputsOf(JsonElement data)
    {
        if (data.Text("output_name"u8) is { Length: > 0 } name)
            return [KeyValuePair.Create(name, data.Member("output_value"u8) ?? default)];
        return [.. data.Members("outputs"u8).Select(output => KeyValuePair.Create(output.Name, output.Value))];
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = ReadableJson.Parse(Encoding.UTF8.GetBytes(text));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
