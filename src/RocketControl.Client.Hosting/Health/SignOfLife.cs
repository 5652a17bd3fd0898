using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Hosting.Health;

/// <summary>
/// Asks a server for a sign of life in the cheapest way that its system has: one HTTP request without repetition, never a WebSocket.
/// </summary>
internal sealed class SignOfLife : IAsyncDisposable
{
    private static readonly ServerAnswer Answers = new(HealthStatus.Healthy, "The server answers.");

    private readonly IRunTransport _transport;

    public SignOfLife(RunTransportOptions options, TimeSpan timeout)
    {
        var once = options with
        {
            ConnectTimeout = timeout < options.ConnectTimeout ? timeout : options.ConnectTimeout,
            CallTimeout = timeout,
            MaxRetries = 0,
            LoggerFactory = NullLoggerFactory.Instance,
        };
        _transport = once switch
        {
            RocketRideOptions rocketRide => new RocketRideHttpTransport(rocketRide),
            FelderaOptions feldera => new FelderaTransport(feldera),
            VectorShiftOptions vectorShift => new VectorShiftTransport(vectorShift),
            ProcessManagerOptions processes => new ProcessManagerTransport(processes),
            _ => throw new UnreachableException($"{options} are the options of no system that is known."),
        };
    }

    /// <exception cref="RunControlException">There was no sign of life.</exception>
    public Task<ServerAnswer> AskAsync(CancellationToken cancellationToken) => _transport switch
    {
        RocketRideHttpTransport rocketRide => AskRocketRideAsync(rocketRide, cancellationToken),
        FelderaTransport feldera => AskFelderaAsync(feldera, cancellationToken),
        VectorShiftTransport vectorShift => AskVectorShiftAsync(vectorShift, cancellationToken),
        _ => AskProcessManagerAsync((ProcessManagerTransport)_transport, cancellationToken),
    };

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private static async Task<ServerAnswer> AskRocketRideAsync(RocketRideHttpTransport transport, CancellationToken cancellationToken) =>
        Answers with { Text = $"The server answers; its version is {await transport.GetVersionAsync(cancellationToken).ConfigureAwait(false)}." };

    private static async Task<ServerAnswer> AskFelderaAsync(FelderaTransport transport, CancellationToken cancellationToken)
    {
        var health = await transport.GetHealthAsync(cancellationToken).ConfigureAwait(false);
        return health.IsHealthy ? Answers : new ServerAnswer(HealthStatus.Degraded, "The server answers, but says that not all of its services are well.");
    }

    private static async Task<ServerAnswer> AskVectorShiftAsync(VectorShiftTransport transport, CancellationToken cancellationToken)
    {
        await transport.ListPipelinesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return Answers;
    }

    private static async Task<ServerAnswer> AskProcessManagerAsync(ProcessManagerTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            await transport.ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RunNotSupportedException)
        {
            // A server that says that it has no such route is there.
        }
        return Answers;
    }
}
