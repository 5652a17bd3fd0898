using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Pipelines;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator.RocketRide.Deployments;

/// <summary>The commands on deployments, which are stored and never run (RocketRide protocol §3.8).</summary>
internal sealed class DeployCommands(DeploymentRecords records, TimeProvider time)
{
    private const string SourceFile = "cmd_deploy.py";

    public void Register(CommandTable table)
    {
        Add(table, "rrext_deploy_add", TaskPermission.Control, Add);
        Add(table, "rrext_deploy_remove", TaskPermission.Control, Remove);
        Add(table, "rrext_deploy_list", TaskPermission.Monitor, List);
        Add(table, "rrext_deploy_status", TaskPermission.Monitor, Status);
        Add(table, "rrext_deploy_update", TaskPermission.Control, Update);
    }

    private static void Add(CommandTable table, string name, string permission, Func<string, PythonArguments, JsonObject> execute) =>
        table.Add(name, (request, _) => Task.FromResult(
            new CommandReply(execute(TaskAccess.Require(request, permission).UserId, PythonArguments.FalsyAsEmpty(request)))));

    private JsonObject Add(string userId, PythonArguments arguments)
    {
        JsonNode? pipeline = arguments.Get("pipeline");
        if (PythonArguments.IsFalsy(pipeline))
            throw new CommandException("pipeline is required", SourceFile, 99);
        if (pipeline is not JsonObject document)
            throw new CommandException("pipeline must be an object", SourceFile, 101);
        JsonNode? projectId = document["project_id"];
        if (PythonArguments.IsFalsy(projectId))
            throw new CommandException("pipeline.project_id is required", SourceFile, 105);

        string schedule = arguments.Has("schedule") ? Schedule.Require(arguments.Get("schedule")) : Schedule.Manual;
        var record = new DeploymentRecord(document.DeepClone().AsObject(), schedule, userId, Now, Now);
        records.Add(userId, TaskIdentity.TextOf(projectId!), record);
        return record.ToJson();
    }

    private JsonObject Remove(string userId, PythonArguments arguments)
    {
        records.Remove(userId, ProjectId(arguments, 132));
        return [];
    }

    private JsonObject List(string userId, PythonArguments arguments) =>
        new() { ["deployments"] = new JsonArray([.. records.Of(userId).Select(record => record.ToJson())]) };

    private JsonObject Status(string userId, PythonArguments arguments) => records.Get(userId, ProjectId(arguments, 162)).ToJson();

    /// <summary>Takes what is there. The project stays, whatever the new pipeline says.</summary>
    private JsonObject Update(string userId, PythonArguments arguments)
    {
        string projectId = ProjectId(arguments, 178);
        DeploymentRecord record = records.Get(userId, projectId);
        if (arguments.Has("pipeline"))
            record = record with { Pipeline = Pipeline(arguments, record) };
        if (arguments.Has("schedule"))
            record = record with { Schedule = Schedule.Require(arguments.Get("schedule")) };
        records.Replace(userId, projectId, record with { UpdatedAt = Now });
        return [];
    }

    private static JsonObject Pipeline(PythonArguments arguments, DeploymentRecord record)
    {
        if (arguments.Get("pipeline") is not JsonObject document)
            throw new CommandException("pipeline must be an object", SourceFile, 183);
        JsonObject pipeline = document.DeepClone().AsObject();
        pipeline["project_id"] = record.Pipeline["project_id"]!.DeepClone();
        return pipeline;
    }

    private static string ProjectId(PythonArguments arguments, int line)
    {
        JsonNode? projectId = arguments.Get("projectId");
        return PythonArguments.IsFalsy(projectId) ? throw new CommandException("projectId is required", SourceFile, line) : TaskIdentity.TextOf(projectId!);
    }

    private double Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
}
