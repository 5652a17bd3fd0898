using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Connections;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The arguments of <c>execute</c>, made into a task (RocketRide protocol §3.2).</summary>
internal static class ExecuteArguments
{
    /// <exception cref="CommandException">The pipeline or the environment is unusable.</exception>
    public static EmulatedTask ReadTask(
        CommandRequest request, ClientIdentity identity, IReadOnlyDictionary<string, string> serverEnvironment)
    {
        PythonArguments arguments = PythonArguments.Of(request);
        ResolvedPipeline pipeline = SourceResolution.Resolve(arguments.Get("pipeline"), arguments.Get("source"));
        string? customToken = arguments.Get("token") is { } token ? TaskIdentity.TextOf(token) : null;
        var taskIdentity = TaskIdentity.Create(
            pipeline.Stored["project_id"], pipeline.Source, pipeline.Provider, identity.UserId, customToken);
        return new EmulatedTask(taskIdentity, ReadSettings(arguments, identity, serverEnvironment), pipeline.Stored);
    }

    private static TaskSettings ReadSettings(
        PythonArguments arguments, ClientIdentity identity, IReadOnlyDictionary<string, string> serverEnvironment) => new()
        {
            Label = Text(arguments.Get("name")),
            Threads = arguments.Get("threads")?.DeepClone() ?? TaskSettings.DefaultThreads,
            Ttl = arguments.Has("ttl") ? arguments.Get("ttl")?.DeepClone() : TaskSettings.DefaultTtlSeconds,
            Environment = VariableSubstitution.Merge(serverEnvironment, arguments.Get("env")),
            TeamId = Text(arguments.Get("teamId")) ?? identity.TeamId,
            TraceLevel = Text(arguments.Get("pipelineTraceLevel")),
        };

    private static string? Text(JsonNode? value) => PythonArguments.IsFalsy(value) ? null : TaskIdentity.TextOf(value!);
}
