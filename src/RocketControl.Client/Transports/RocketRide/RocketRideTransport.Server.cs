using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Accounts;
using RocketControl.Client.Transports.RocketRide.Billing;
using RocketControl.Client.Transports.RocketRide.Deployments;
using RocketControl.Client.Transports.RocketRide.Profiling;

namespace RocketControl.Client.Transports;

/// <content>What a RocketRide server can be asked besides controlling runs.</content>
public sealed partial class RocketRideTransport
{
    /// <summary>The user's files on the server.</summary>
    public RocketRideStore Store { get; }

    /// <summary>The user's deployments.</summary>
    public RocketRideDeployments Deployments { get; }

    /// <summary>The profiler of the server or of a run.</summary>
    public RocketRideProfiler Profiler { get; }

    /// <summary>The user's account, on the hosted edition only, and the server's environment.</summary>
    public RocketRideAccountManagement Account { get; }

    /// <summary>Subscriptions and credits, on the hosted edition only.</summary>
    public RocketRideBilling Billing { get; }

    /// <summary>Asks a server what it is, without logging in (RocketRide protocol §3.3).</summary>
    /// <param name="options">The server; only the address and what belongs to it counts, no credential is used.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunInvalidArgumentException">An option is not acceptable.</exception>
    /// <exception cref="RunConnectionFailedException">No connection could be made.</exception>
    /// <exception cref="RunProtocolException">It is no RocketRide server.</exception>
    public static async Task<ServerInfo> ProbeAsync(RocketRideOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var connector = new RocketRideConnector(
            RocketRideEndpoint.Of(options),
            options,
            new ConnectionHooks(new ArrivalCounter(), static _ => { }, static _ => { }),
            options.CreateLogger<RocketRideTransport>());
        var reply = await connector.ProbeAsync(cancellationToken).ConfigureAwait(false);
        var body = new LazyJson(reply.Body).Element;
        return body.ValueKind == JsonValueKind.Object ? ServerInfo.Read(body) : throw new RunProtocolException(
            "The server does not say what it is.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Probe));
    }

    /// <summary>Asks a server what it is, without logging in (RocketRide protocol §3.3).</summary>
    /// <param name="endpoint">The server's address, as in <see cref="RocketRideOptions.Endpoint"/>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunInvalidArgumentException">The address is none, or has no encryption and is another machine's.</exception>
    /// <exception cref="RunConnectionFailedException">No connection could be made.</exception>
    /// <exception cref="RunProtocolException">It is no RocketRide server.</exception>
    public static Task<ServerInfo> ProbeAsync(string endpoint, CancellationToken cancellationToken = default) =>
        ProbeAsync(new RocketRideOptions { Endpoint = endpoint }, cancellationToken);

    /// <summary>Looks up the task of a project and source (RocketRide protocol §3.2, <c>rrext_get_token</c>); one that starts or has ended counts too.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="source">The component that feeds the pipeline.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The first such task, or null when the server knows none.</returns>
    public Task<Run?> FindAsync(string projectId, string source, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectId);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return _reads.FindAsync(projectId, source, cancellationToken);
    }

    /// <summary>Reads the pipeline that a task executes, its placeholders unresolved (RocketRide protocol §3.2).</summary>
    /// <param name="run">The run or its token.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RunNotFoundException">The server does not know the run.</exception>
    public Task<RocketRidePipeline> GetPipelineAsync(RunReference run, CancellationToken cancellationToken = default) =>
        _reads.GetPipelineAsync(run.Resolve(RunBackend.RocketRide, RunOperation.GetPipeline).Id, cancellationToken);

    /// <summary>
    /// Has the server check a pipeline without running it (RocketRide protocol §3.6). It resolves placeholders from its own environment only, and looks at less than a start
    /// does: that the source is one of the components, for example, comes out only then.
    /// </summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="source">The component that is to feed it; null for the pipeline's own.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>What is wrong with it, be it listed by the server or the reason why it refused the pipeline outright.</returns>
    public Task<PipelineValidation> ValidateAsync(RocketRidePipeline pipeline, string? source = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return _reads.ValidateAsync(pipeline, source, cancellationToken);
    }

    /// <summary>Reads which components the server has, by their names (RocketRide protocol §3.6).</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<IReadOnlyDictionary<string, ServiceDefinition>> GetServicesAsync(CancellationToken cancellationToken = default) =>
        _reads.GetServicesAsync(cancellationToken);

    /// <summary>Reads what the server has to say of one of its components (RocketRide protocol §3.6).</summary>
    /// <param name="name">The name, for example <c>webhook</c>.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The component, or null when the server has none of that name.</returns>
    public Task<ServiceDefinition?> GetServiceAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _reads.GetServiceAsync(name, cancellationToken);
    }

    /// <summary>Reads the server's dashboard: connections and tasks of this user (RocketRide protocol §3.6).</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<Dashboard> GetDashboardAsync(CancellationToken cancellationToken = default) => _reads.GetDashboardAsync(cancellationToken);

    /// <summary>
    /// Makes any call that this library has no method for. It is never sent again once it has left, so that it may do anything; the deadline is
    /// <see cref="RunTransportOptions.CallTimeout"/> unless another is given.
    /// </summary>
    /// <param name="command">The command's name.</param>
    /// <param name="arguments">Its arguments, copied; null leaves them out. A run's token goes in here, as <c>token</c>.</param>
    /// <param name="data">Bytes that travel behind the request; null for none. Must not change until the call ends.</param>
    /// <param name="timeout">The deadline; null for the usual one.</param>
    /// <param name="cancellationToken">Stops the waiting; a call that was sent is not taken back.</param>
    /// <exception cref="RunInvalidArgumentException">The command would change the login, or the arguments hold data twice.</exception>
    /// <exception cref="RunControlException">It failed, be it that the server refused.</exception>
    public Task<RocketRideReply> CallAsync(
        string command,
        JsonObject? arguments = null,
        ReadOnlyMemory<byte>? data = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default) =>
        new RawCall(Caller).CallAsync(command, arguments, data, timeout, cancellationToken);
}
