using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RocketControl.Client.Hosting;
using RocketControl.Client.Hosting.Clients;
using RocketControl.Client.Hosting.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of clients that control runs, and of supervised runs.</summary>
public static class RunControlHealthChecksBuilderExtensions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DefaultRemember = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds a check of how a client stands with its server. With a WebSocket its state counts, and nothing is sent: healthy while connected, degraded while a lost
    /// connection is being made again. Otherwise, before the first call too, the server is asked for a sign of life: RocketRide for its version, Feldera for its health
    /// (degraded when not all of its services are well), VectorShift for the list of pipelines, a process manager for that of its processes. No check opens a
    /// session. A host does not start when there is no such client.
    /// </summary>
    /// <param name="builder">Where to add it.</param>
    /// <param name="clientName">The client's name; empty (default) for the one without a name, or the only one.</param>
    /// <param name="name">The check's name. Null (default): <c>run-control</c>, with the client's name behind it if it has one, as in <c>run-control:orders</c>.</param>
    /// <param name="failureStatus">What a server that gives no answer, or refuses the credential, counts as. Null (default): unhealthy.</param>
    /// <param name="tags">Tags to select checks by. Null (default): none.</param>
    /// <param name="timeout">How long the server has to answer, positive. Null (default): 2 seconds.</param>
    /// <param name="remember">How long its answer counts, so that frequent checks do not become frequent requests; not negative. Null (default): 5 seconds.</param>
    public static IHealthChecksBuilder AddRunControlClient(
        this IHealthChecksBuilder builder,
        string clientName = "",
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        TimeSpan? remember = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(clientName);
        var limit = timeout ?? DefaultTimeout;
        var validity = remember ?? DefaultRemember;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(validity, TimeSpan.Zero, nameof(remember));
        var checkName = name ?? (clientName.Length == 0 ? "run-control" : $"run-control:{clientName}");

        builder.Services.AddKeyedSingleton(
            checkName, (provider, _) => new RunControlHealthCheck(HostedClient.Of(provider, OnlyClient.NameOf(provider, clientName)), limit, validity));
        builder.Services.AddSingleton<IValidateOptions<HealthCheckServiceOptions>>(
            provider => new CheckedClientValidator(provider, checkName, clientName));
        builder.Services.AddOptions<HealthCheckServiceOptions>().ValidateOnStart();
        return builder.Add(new HealthCheckRegistration(
            checkName, provider => provider.GetRequiredKeyedService<RunControlHealthCheck>(checkName), failureStatus, tags));
    }

    /// <summary>
    /// Adds a check of the supervised runs, called <c>run-supervisor</c>: degraded while one of them is not up, or cannot be seen; unhealthy when one was given up. Its
    /// data has the kind of the last event of each. Nothing is sent.
    /// </summary>
    /// <param name="builder">Where to add it.</param>
    /// <param name="failureStatus">What a run that was given up counts as. Null (default): unhealthy.</param>
    /// <param name="tags">Tags to select checks by. Null (default): none.</param>
    public static IHealthChecksBuilder AddRunSupervisor(
        this IHealthChecksBuilder builder, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            "run-supervisor", static provider => new RunSupervisorHealthCheck(provider.GetRequiredService<RunSupervisor>()), failureStatus, tags));
    }
}
