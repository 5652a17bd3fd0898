using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using RocketControl.Client.Emulator.RocketRide.Pipelines;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>Leads one object through the components of a pipeline.</summary>
internal sealed class NodeWalk
{
    private const string OpenLane = "open";
    private const string ClosingLane = "closing";
    private const string CloseLane = "close";
    private const string AnswersLane = "answers";

    private readonly EngineContext _context;
    private readonly TaskEvents _events;
    private readonly EmulatedTask _task;
    private readonly PipelineGraph _graph;
    private readonly Pipe _pipe;
    private readonly FlowTrace _flow;
    private readonly Dictionary<string, MemoryStream> _parsed = new(StringComparer.Ordinal);

    public NodeWalk(EngineContext context, TaskEvents events, EmulatedTask task, PipelineGraph graph, Pipe pipe)
    {
        _context = context;
        _events = events;
        _task = task;
        _graph = graph;
        _pipe = pipe;
        _flow = new(context, events, task, pipe);
    }

    public void Open()
    {
        _flow.Begin();
        VisitAll(OpenLane, null);
    }

    /// <summary>Hands what the source got to its listeners.</summary>
    public void Write(LaneValue value) => Emit(_graph.Source, value);

    /// <summary>Ends the object.</summary>
    /// <param name="error">What the object failed with in the pipeline, null when it did not.</param>
    /// <returns>The body of <c>close</c>.</returns>
    public JsonObject Close(string? error)
    {
        VisitAll(ClosingLane, FinishParsing);
        VisitAll(CloseLane, null);
        JsonObject body = _pipe.Results.ToBody(_pipe.Info, withValues: !_pipe.HasFailed && error is null);
        _flow.End(body.DeepClone().AsObject());
        body["objectId"] = _pipe.Info.ObjectId;
        if (error is not null)
            body["error"] = ToError(error);
        return body;
    }

    private static JsonObject ToError(string message) => new()
    {
        ["message"] = message,
        ["code"] = 22,
        ["file"] = "engLib.py",
        ["line"] = 539,
        ["function"] = "_call",
    };

    private void VisitAll(string lane, Action<PipelineComponent>? visit)
    {
        foreach (PipelineComponent component in _graph.Nodes)
        {
            _flow.Enter(component.Id, lane, null);
            visit?.Invoke(component);
            _flow.Leave(lane, null);
        }
    }

    private void Emit(string from, LaneValue value)
    {
        foreach (PipelineComponent component in _graph.Listeners(from, value.Lane))
        {
            _flow.Enter(component.Id, value.Lane, value.ToTrace());
            Accept(component, value);
            _flow.Leave(value.Lane, value.ToTrace());
        }
    }

    private void Accept(PipelineComponent component, LaneValue value)
    {
        if (ProviderCatalog.IsResponse(component.Provider))
            ResponseNode.Accept(component, value, _pipe.Results, _pipe.MimeType);
        else if (ProviderCatalog.IsAnswerer(component.Provider) && value is { Lane: LaneTable.Questions, Json: { } question })
            Emit(component.Id, new(AnswersLane, Json: Answer(question)));
        else if (ProviderCatalog.IsParser(component.Provider) && value.Lane == LaneTable.RawWiring)
            Collect(component.Id, value.Bytes);
    }

    private JsonNode Answer(JsonNode question)
    {
        string text = ChatAnswerer.TextOf(question);
        lock (_context.Gate)
        {
            _events.Sse(_task, _pipe.Id, "thinking", new() { ["message"] = "thinking", ["question"] = text });
            _events.Sse(_task, _pipe.Id, "done", new() { ["length"] = ChatAnswerer.LengthOf(text) });
        }

        return ChatAnswerer.Answer(question);
    }

    private void Collect(string component, ReadOnlyMemory<byte> bytes)
    {
        if (!_parsed.TryGetValue(component, out MemoryStream? document))
            _parsed.Add(component, document = new());
        document.Write(bytes.Span);
    }

    /// <summary>A parser has its text when the document is complete. This one understands text alone; what else there is gives none.</summary>
    private void FinishParsing(PipelineComponent component)
    {
        if (!_parsed.Remove(component.Id, out MemoryStream? document))
            return;
        ReadOnlySpan<byte> bytes = document.GetBuffer().AsSpan(0, (int)document.Length);
        if (Utf8.IsValid(bytes) && !bytes.Contains((byte)0))
            Emit(component.Id, new(LaneTable.Text, Text: Encoding.UTF8.GetString(bytes)));
    }
}
