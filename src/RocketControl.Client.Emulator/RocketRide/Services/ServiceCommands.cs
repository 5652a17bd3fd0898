using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Pipelines;

namespace RocketControl.Client.Emulator.RocketRide.Services;

/// <summary><c>rrext_services</c> and <c>rrext_validate</c>, which need a login but no permission (RocketRide protocol §3.6).</summary>
internal sealed class ServiceCommands(EngineContext context)
{
    private const string File = "cmd_misc.py";

    public static Task<CommandReply> ServicesAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        JsonNode? service = PythonArguments.Of(request).Get("service");
        return Task.FromResult(new CommandReply(Services(PythonArguments.IsFalsy(service) ? "" : TaskIdentity.TextOf(service!))));
    }

    /// <summary>The definition of this name, all of them for none or an empty one.</summary>
    /// <exception cref="CommandException">There is no such service.</exception>
    public static JsonObject Services(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return new JsonObject { ["services"] = ServiceDefinitions.All(), ["version"] = 1 };
        return ServiceDefinitions.Find(name)
            ?? throw new CommandException($"Service '{name}' not found. Please check the service name and try again.", File, 134);
    }

    public Task<CommandReply> ValidateAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        PythonArguments arguments = PythonArguments.Of(request);
        JsonNode? pipeline = arguments.Get("pipeline");
        if (pipeline is null)
        {
            var errors = new JsonArray(Error(null, "Pipeline configuration is missing"));
            return Task.FromResult(new CommandReply(new JsonObject { ["errors"] = errors }));
        }

        if (pipeline is not JsonObject given)
            throw PythonArguments.NoAttribute(pipeline, "get", File, 205);

        JsonObject resolved = VariableSubstitution.Apply(given, context.Environment.Snapshot());
        string? source = SourceResolution.Find(given, arguments.Get("source"));
        resolved.TryAdd("version", 1);
        if (source is not null)
            resolved["source"] = source;
        return Task.FromResult(new CommandReply(Judge(resolved)));
    }

    private static JsonObject Judge(JsonObject pipeline)
    {
        IEnumerable<PipelineComponent> unknown = PipelineGraph.Read(pipeline, source: "").Nodes
            .Where(node => !ProviderCatalog.IsKnown(node.Provider));
        var errors = new JsonArray([.. unknown.Select(node => (JsonNode)Error(node.Id, $"Service '{node.Provider}' not found"))]);
        var body = new JsonObject { ["pipeline"] = pipeline };
        if (errors.Count > 0)
            body["errors"] = errors;
        return body;
    }

    private static JsonObject Error(string? id, string message)
    {
        var error = new JsonObject();
        if (id is not null)
            error["id"] = id;
        error["ccode"] = "InvalidParam";
        error["message"] = message;
        return error;
    }
}
