using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>What can be asked of a server without changing anything (RocketRide protocol §3.2, §3.6). All of it may be asked twice.</summary>
internal sealed class RocketRideReads(RocketRideCaller caller)
{
    public async Task<Run?> FindAsync(string projectId, string source, CancellationToken cancellationToken)
    {
        var request = new DapRequest("rrext_get_token", writer =>
        {
            writer.WriteString("projectId"u8, projectId);
            writer.WriteString("source"u8, source);
        });
        try
        {
            var body = await AskAsync(RunOperation.Find, request, cancellationToken).ConfigureAwait(false);
            var token = body.Text("token"u8) is { Length: > 0 } found ? found : throw Malformed(RunOperation.Find, "has no token");
            return new Run(RunBackend.RocketRide, token)
            {
                DisplayId = TaskIdentity.DisplayId(token, source),
                ProjectId = projectId,
                Source = source,
            };
        }
        catch (RunNotFoundException)
        {
            return null;
        }
    }

    public async Task<RocketRidePipeline> GetPipelineAsync(string token, CancellationToken cancellationToken)
    {
        var request = new DapRequest("rrext_get_pipeline", writer => writer.WriteString("token"u8, token));
        var body = await AskAsync(RunOperation.GetPipeline, request, cancellationToken).ConfigureAwait(false);
        return body.Member("pipeline"u8) is { ValueKind: JsonValueKind.Object } pipeline
            ? PipelineDefinition.FromJson(pipeline)
            : throw Malformed(RunOperation.GetPipeline, "has no pipeline");
    }

    public async Task<PipelineValidation> ValidateAsync(RocketRidePipeline pipeline, string? source, CancellationToken cancellationToken)
    {
        var request = new DapRequest("rrext_validate", writer =>
        {
            RocketRideRequests.WritePipeline(writer, pipeline);
            writer.WriteOptional("source", source);
        });
        try
        {
            return PipelineValidation.Read(await AskAsync(RunOperation.Validate, request, cancellationToken).ConfigureAwait(false));
        }
        catch (PipelineInvalidException exception)
        {
            // What is wrong with the outline the server refuses outright, instead of listing it.
            return new PipelineValidation { Errors = [new PipelineProblem(exception.ServerMessage ?? exception.Message, null, exception.Code)] };
        }
    }

    public async Task<IReadOnlyDictionary<string, ServiceDefinition>> GetServicesAsync(CancellationToken cancellationToken)
    {
        var body = await AskAsync(RunOperation.GetServices, new DapRequest("rrext_services"), cancellationToken).ConfigureAwait(false);
        if (body.Member("services"u8) is not { ValueKind: JsonValueKind.Object })
            throw Malformed(RunOperation.GetServices, "has no services");
        return body.Members("services"u8).ToDictionary(service => service.Name, service => ServiceDefinition.Read(service.Name, service.Value));
    }

    public async Task<ServiceDefinition?> GetServiceAsync(string name, CancellationToken cancellationToken)
    {
        var request = new DapRequest("rrext_services", writer => writer.WriteString("service"u8, name));
        try
        {
            return ServiceDefinition.Read(name, await AskAsync(RunOperation.GetServices, request, cancellationToken).ConfigureAwait(false));
        }
        catch (RunServerException exception) when (exception.ServerMessage is { } text
            && text.StartsWith("Service '", StringComparison.Ordinal) && text.Contains("' not found", StringComparison.Ordinal))
        {
            return null;
        }
    }

    public async Task<Dashboard> GetDashboardAsync(CancellationToken cancellationToken) =>
        Dashboard.Read(await AskAsync(RunOperation.GetDashboard, new DapRequest("rrext_dashboard"), cancellationToken).ConfigureAwait(false));

    private Task<JsonElement> AskAsync(RunOperation operation, DapRequest request, CancellationToken cancellationToken) =>
        caller.AskAsync(operation, request, repeatable: true, cancellationToken);

    private static RunProtocolException Malformed(RunOperation operation, string problem) =>
        new($"The server's answer {problem}.", new RunErrorContext(RunBackend.RocketRide, operation));
}
