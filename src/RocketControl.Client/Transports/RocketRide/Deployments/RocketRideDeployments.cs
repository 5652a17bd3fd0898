using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide.Deployments;

/// <summary>
/// The user's deployments: pipelines that the server keeps with a schedule, one for each project (RocketRide protocol §3.8). The servers known so far only keep them and
/// run none; start a run with <c>UseAsync</c>. Thread-safe.
/// </summary>
public sealed class RocketRideDeployments
{
    private readonly RocketRideCaller _caller;

    internal RocketRideDeployments(RocketRideCaller caller) => _caller = caller;

    /// <summary>Deploys a pipeline.</summary>
    /// <param name="pipeline">The pipeline, which has to name its project.</param>
    /// <param name="schedule">
    /// When it is to run: <c>manual</c>, <c>@hourly</c>, <c>@daily</c>, <c>@midnight</c>, <c>@weekly</c>, <c>@monthly</c>, <c>@yearly</c>, <c>@annually</c>, or a cron
    /// expression. Null leaves it to the server: <c>manual</c>.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The deployment as the server keeps it.</returns>
    /// <exception cref="RunConflictException">The project has one already.</exception>
    /// <exception cref="RunInvalidArgumentException">The pipeline names no project, or the schedule is none.</exception>
    public async Task<Deployment> AddAsync(RocketRidePipeline pipeline, string? schedule = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        var request = new DapRequest("rrext_deploy_add", writer =>
        {
            RocketRideRequests.WritePipeline(writer, pipeline);
            writer.WriteOptional("schedule", schedule);
        });
        return Deployment.Read(await _caller.AskAsync(RunOperation.Deploy, request, repeatable: false, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Removes a project's deployment.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The project has none.</exception>
    public Task RemoveAsync(string projectId, CancellationToken cancellationToken = default) =>
        _caller.CallAsync(RunOperation.Deploy, OnProject("rrext_deploy_remove", projectId), repeatable: false, cancellationToken);

    /// <summary>Lists the user's deployments.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<Deployment>> ListAsync(CancellationToken cancellationToken = default)
    {
        var body = await _caller
            .AskAsync(RunOperation.Deploy, new DapRequest("rrext_deploy_list"), repeatable: true, cancellationToken).ConfigureAwait(false);
        return body.Member("deployments"u8) is { ValueKind: JsonValueKind.Array }
            ? [.. body.Items("deployments"u8).Select(Deployment.Read)]
            : throw new RunProtocolException("The server's answer has no deployments.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Deploy));
    }

    /// <summary>Looks a project's deployment up.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The deployment, or null when the project has none.</returns>
    public async Task<Deployment?> GetAsync(string projectId, CancellationToken cancellationToken = default)
    {
        var request = OnProject("rrext_deploy_status", projectId);
        try
        {
            return Deployment.Read(await _caller.AskAsync(RunOperation.Deploy, request, repeatable: true, cancellationToken).ConfigureAwait(false));
        }
        catch (RunNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Changes a project's deployment. What is null stays as it is.</summary>
    /// <param name="projectId">The project. It stays, whatever the new pipeline says.</param>
    /// <param name="pipeline">The new pipeline.</param>
    /// <param name="schedule">The new schedule, as in <see cref="AddAsync"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The project has no deployment.</exception>
    /// <exception cref="RunInvalidArgumentException">The schedule is none.</exception>
    public Task UpdateAsync(
        string projectId, RocketRidePipeline? pipeline = null, string? schedule = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectId);
        var request = new DapRequest("rrext_deploy_update", writer =>
        {
            writer.WriteString("projectId"u8, projectId);
            if (pipeline is not null)
                RocketRideRequests.WritePipeline(writer, pipeline);
            writer.WriteOptional("schedule", schedule);
        });
        return _caller.CallAsync(RunOperation.Deploy, request, repeatable: true, cancellationToken);
    }

    private static DapRequest OnProject(string command, string projectId)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectId);
        return new DapRequest(command, writer => writer.WriteString("projectId"u8, projectId));
    }
}
