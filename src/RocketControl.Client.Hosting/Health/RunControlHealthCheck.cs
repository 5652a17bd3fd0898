using Microsoft.Extensions.Diagnostics.HealthChecks;
using RocketControl.Client.Hosting.Clients;

namespace RocketControl.Client.Hosting.Health;

/// <summary>
/// Tells how a client stands with its server. A lasting connection is only looked at; without one the server is asked, over HTTP. No check opens a session.
/// </summary>
internal sealed class RunControlHealthCheck : IHealthCheck, IAsyncDisposable
{
    private readonly HostedClient _client;
    private readonly SignOfLife _sign;
    private readonly ServerProbe _probe;

    public RunControlHealthCheck(HostedClient client, TimeSpan timeout, TimeSpan remember)
    {
        _client = client;
        _sign = new SignOfLife(client.Options, timeout);
        _probe = new ServerProbe(_sign.AskAsync, timeout, remember, client.Options.TimeProvider);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var connection = _client.LastChange;
        switch (connection?.Now)
        {
            case RocketRideConnectionState.Connected:
                return HealthCheckResult.Healthy("Connected.");
            case RocketRideConnectionState.Reconnecting:
                return HealthCheckResult.Degraded($"The connection was lost and is being made again. {connection.Reason?.Message}".TrimEnd(), connection.Reason);
            case RocketRideConnectionState.Closed:
                return new HealthCheckResult(context.Registration.FailureStatus, "The client was disposed.");
        }
        var answer = await _probe.AskAsync(cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HealthStatus.Unhealthy => new HealthCheckResult(context.Registration.FailureStatus, answer.Text, answer.Cause),
            HealthStatus.Healthy when connection is { Now: RocketRideConnectionState.Disconnected, Reason: { } reason } =>
                HealthCheckResult.Degraded($"{answer.Text} There is no WebSocket to it, though: {reason.Message}", reason),
            var status => new HealthCheckResult(status, answer.Text),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _probe.DisposeAsync().ConfigureAwait(false);
        await _sign.DisposeAsync().ConfigureAwait(false);
    }
}
