using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The TASK_STATUS of RocketRide protocol §4, its members in the order of the wire.</summary>
internal sealed class EmulatedStatus
{
    private const int KeptMessages = 50;

    private readonly JsonNode _projectId;
    private readonly string _source;
    private readonly List<string> _errors = [];

    private EmulatedStatus(JsonNode projectId, string source)
    {
        _projectId = projectId;
        _source = source;
    }

    public string Name { get; set; } = "";

    public bool Completed { get; set; }

    public TaskState State { get; set; }

    public double StartTime { get; set; }

    public double EndTime { get; set; }

    public string Text { get; set; } = "";

    public JsonArray Notes { get; set; } = [];

    public ObjectCounts Counts { get; set; }

    public bool ServiceUp { get; set; }

    public int? ExitCode { get; set; } = 0;

    public string ExitMessage { get; set; } = "";

    public PipeFlow PipeFlow { get; } = new();

    public TaskMetrics Metrics { get; private set; } = new();

    public bool IsTerminal => State is TaskState.Completed or TaskState.Cancelled;

    public static EmulatedStatus Of(TaskIdentity identity) => new(identity.ProjectId, identity.Source);

    /// <summary>What a subscriber to a project and source without a task gets.</summary>
    public static EmulatedStatus NotRunning(JsonNode projectId, string source) =>
        new(projectId.DeepClone(), source) { Text = "Not running" };

    /// <summary>Keeps the newest 50.</summary>
    public void AddError(string message)
    {
        _errors.Add(message);
        if (_errors.Count > KeptMessages)
            _errors.RemoveAt(0);
    }

    /// <summary>Back to the beginning for another run; the name and the start time stay, and the exit code becomes null.</summary>
    public void ResetForRestart()
    {
        Completed = false;
        EndTime = 0;
        Text = "";
        Notes = [];
        Counts = default;
        ServiceUp = false;
        ExitCode = null;
        ExitMessage = "";
        PipeFlow.Clear();
        Metrics = new();
        _errors.Clear();
    }

    public JsonObject ToJson()
    {
        var body = new JsonObject
        {
            ["name"] = Name,
            ["project_id"] = _projectId.DeepClone(),
            ["source"] = _source,
            ["completed"] = Completed,
            ["state"] = (int)State,
            ["startTime"] = PythonFloat.Node(StartTime),
            ["endTime"] = PythonFloat.Node(EndTime),
            ["debuggerAttached"] = false,
            ["status"] = Text,
            ["warnings"] = new JsonArray(),
            ["errors"] = new JsonArray([.. _errors.Select(error => (JsonNode)error)]),
            ["currentObject"] = "",
            ["currentSize"] = 0,
            ["notes"] = Notes.DeepClone(),
        };
        Counts.WriteTo(body);
        body["serviceUp"] = ServiceUp;
        body["exitCode"] = ExitCode;
        body["exitMessage"] = ExitMessage;
        body["pipeflow"] = PipeFlow.ToJson();
        body["metrics"] = Metrics.ToMetricsJson();
        body["tokens"] = Metrics.ToTokensJson();
        return body;
    }
}
