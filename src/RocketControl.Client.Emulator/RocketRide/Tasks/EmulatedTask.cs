using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>One registered task. Everything mutable is guarded by the engine's gate.</summary>
internal sealed class EmulatedTask
{
    private TaskCompletionSource _changed = NewSignal();

    public EmulatedTask(TaskIdentity identity, TaskSettings settings, JsonObject pipeline)
    {
        Identity = identity;
        Settings = settings;
        Pipeline = pipeline;
        Status = EmulatedStatus.Of(identity);
        Rename();
    }

    public TaskIdentity Identity { get; }

    public TaskSettings Settings { get; }

    /// <summary>The document as <c>rrext_get_pipeline</c> shows it, placeholders unresolved.</summary>
    public JsonObject Pipeline { get; private set; }

    public EmulatedStatus Status { get; }

    /// <summary>The current engine process, the last one once the task is over.</summary>
    public EngineRun? Run { get; set; }

    /// <summary>A stop was asked for: data requests are refused while the status still says that the task runs.</summary>
    public bool IsTerminating { get; set; }

    /// <summary>A restart is under way, up to its reply.</summary>
    public bool IsRestarting { get; set; }

    /// <summary>A second restart came while one was under way, after which nothing works any more (RocketRide protocol §3.2).</summary>
    public bool IsWedged { get; set; }

    public double IdleSeconds { get; set; }

    /// <summary>Whether a new task may take the token.</summary>
    public bool IsFinished => Status.IsTerminal && !IsRestarting;

    /// <summary>Completes at the next change of state.</summary>
    public Task Changed => _changed.Task;

    public void SignalChange()
    {
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    /// <summary>Takes another document for a restart; the identity in it is overwritten.</summary>
    public void ReplacePipeline(JsonObject pipeline)
    {
        Pipeline = pipeline;
        Rename();
    }

    private void Rename()
    {
        JsonObject? component = SourceResolution.FindComponent(Pipeline, Identity.Source);
        string name = TextOf(component?["name"]) ?? TextOf((component?["config"] as JsonObject)?["name"]) ?? Identity.Source;
        Status.Name = $"{Settings.Label ?? Identity.Id}.{name}";
    }

    private static string? TextOf(JsonNode? value) => Commands.PythonArguments.IsFalsy(value) ? null : TaskIdentity.TextOf(value!);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
