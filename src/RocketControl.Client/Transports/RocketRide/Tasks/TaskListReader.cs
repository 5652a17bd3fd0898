using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Turns the body of <c>rrext_get_tasks</c> into a list of runs (RocketRide protocol §3.2).</summary>
internal static class TaskListReader
{
    /// <returns>The runs, or null when the body is no list. An entry without a token is left out: it could not be controlled.</returns>
    public static IReadOnlyList<RunSummary>? Read(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return null;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.Member("tasks"u8) is not { ValueKind: JsonValueKind.Array } tasks)
            return null;
        var runs = new List<RunSummary>(tasks.GetArrayLength());
        foreach (var task in tasks.EnumerateArray())
        {
            if (task.Text("token"u8) is { Length: > 0 } token)
                runs.Add(ReadOne(task, token));
        }
        return runs;
    }

    private static RunSummary ReadOne(JsonElement task, string token)
    {
        var source = task.Text("source"u8);
        var run = new Run(RunBackend.RocketRide, token)
        {
            DisplayId = source is null ? null : TaskIdentity.DisplayId(token, source),
            ProjectId = task.Member("pipeline"u8)?.Text("project_id"u8),
            Source = source,
        };
        return new RunSummary(run, task.Text("name"u8) ?? "", task.Text("description"u8) ?? "", task.Text("status"u8) ?? "")
        {
            Raw = task.Clone(),
        };
    }
}
