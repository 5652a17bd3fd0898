using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Pipes;

/// <summary>
/// Tells where an object is: as FLOW events when the task is traced, and in the status in any case (RocketRide protocol §6.3).
/// </summary>
internal sealed class FlowTrace(EngineContext context, TaskEvents events, EmulatedTask task, Pipe pipe)
{
    private const string FullLevel = "full";

    private readonly List<string> _path = [pipe.Info.Name];

    public void Begin() => Emit("begin", []);

    public void Enter(string component, string lane, JsonNode? data)
    {
        _path.Add(component);
        Emit("enter", Trace(lane, data));
    }

    public void Leave(string lane, JsonNode? data)
    {
        _path.RemoveAt(_path.Count - 1);
        JsonObject trace = Trace(lane, data);
        trace["result"] = "continue";
        Emit("leave", trace);
    }

    public void End(JsonObject result)
    {
        _path.Clear();
        Emit("end", result);
    }

    private JsonObject Trace(string lane, JsonNode? data) => new()
    {
        ["lane"] = lane,
        ["data"] = task.Settings.TraceLevel == FullLevel ? data : null,
    };

    private void Emit(string operation, JsonObject trace)
    {
        lock (context.Gate)
        {
            task.Status.PipeFlow.Set(pipe.Id, [.. _path.Skip(1)]);
            events.Flow(task, () => new()
            {
                ["id"] = pipe.Id,
                ["op"] = operation,
                ["pipes"] = new JsonArray([.. _path.Select(name => (JsonNode)name)]),
                ["trace"] = trace,
                ["project_id"] = task.Identity.ProjectId,
                ["source"] = task.Identity.Source,
            });
        }
    }
}
