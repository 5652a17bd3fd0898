using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Telemetry;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Makes connections that are ready for use: opened and logged in (RocketRide protocol §1.4).</summary>
internal sealed class RocketRideConnector(RocketRideEndpoint endpoint, RocketRideOptions options, ConnectionHooks hooks, ILogger logger)
{
    private static readonly string ClientVersion =
        typeof(RocketRideConnector).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private readonly Traffic _traffic = new(RunBackend.RocketRide, RocketRideTransport.NameOfTransport);
    private readonly RunErrorContext _context = new(RunBackend.RocketRide, RunOperation.Connect);

    public Task<RocketRideConnection> ConnectAsync(CancellationToken cancellationToken) => OpenAsync(
        token => LogInKey.GetAsync(options, RunOperation.Connect, token),
        (channel, key, remaining) => LogInAsync(channel, key, remaining, cancellationToken),
        cancellationToken);

    /// <summary>Asks the server what it is, on a connection that is never logged in, and closes that.</summary>
    public Task<DapResponse> ProbeAsync(CancellationToken cancellationToken) => OpenAsync(
        static _ => default,
        (channel, _, remaining) => AskAsync(channel, remaining, cancellationToken),
        cancellationToken);

    private async Task<T> OpenAsync<T>(
        Func<CancellationToken, ValueTask<string>> getKey, Func<WebSocketMessageChannel, string, TimeSpan, Task<T>> use, CancellationToken cancellationToken)
    {
        var started = options.TimeProvider.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, options.TimeProvider);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var key = await getKey(limit.Token).ConfigureAwait(false);
            var channel = await WebSocketConnector
                .ConnectAsync(endpoint.WebSocket, options.MaxMessageBytes, options.ConfigureTls, options.TimeProvider, _traffic, limit.Token).ConfigureAwait(false);
            var remaining = options.ConnectTimeout - options.TimeProvider.GetElapsedTime(started);
            return await use(channel, key, remaining).ConfigureAwait(false);
        }
        catch (WebSocketRefusedException exception)
        {
            throw Refused(exception);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut(exception);
        }
    }

    private async Task<RocketRideConnection> LogInAsync(
        WebSocketMessageChannel channel, string key, TimeSpan remaining, CancellationToken cancellationToken)
    {
        var connection = new RocketRideConnection(channel, options, LogInKey.IsOfRun(key), hooks, logger);
        try
        {
            var reply = await connection.Session
                .CallAsync(RocketRideRequests.Auth(key, options.ClientName, ClientVersion), Positive(remaining), cancellationToken)
                .ConfigureAwait(false);
            if (!reply.Success)
                throw RocketRideErrors.FromReply(reply, RunOperation.Connect);
            connection.Activate(RocketRideAccount.Read(reply.Body) ?? throw new RunProtocolException(
                "The server accepted the login but did not say who we are; it is no RocketRide server, or a version that this library does not know.",
                _context));
            RocketRideLog.Connected(logger, endpoint.ToString());
            return connection;
        }
        catch (DapCallException exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw Failed(exception, "during the login");
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<DapResponse> AskAsync(WebSocketMessageChannel channel, TimeSpan remaining, CancellationToken cancellationToken)
    {
        var connection = new RocketRideConnection(channel, options, isRunKeyLogin: false, hooks, logger);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                var reply = await connection.Session.CallAsync(RocketRideRequests.Probe, Positive(remaining), cancellationToken).ConfigureAwait(false);
                return reply.Success ? reply : throw RocketRideErrors.FromReply(reply, RunOperation.Probe);
            }
            catch (DapCallException exception)
            {
                throw Failed(exception, "before it answered");
            }
        }
    }

    private RunControlException Failed(DapCallException exception, string when) => exception.Failure switch
    {
        DapCallFailure.MalformedReply => new RunProtocolException(
            $"{endpoint} does not speak the RocketRide protocol. {exception.Message}", _context, exception),
        DapCallFailure.DeadlinePassed => TimedOut(exception),
        _ when exception.LossReason == ConnectionLossReason.ProtocolViolation => new RunProtocolException(
            $"{endpoint} does not speak the RocketRide protocol. {exception.Message}", _context, exception),
        _ => new RunConnectionFailedException($"The connection to {endpoint} was lost {when}. {exception.Message}", _context, exception)
        {
            WasPeerReached = true,
        },
    };

    private RunConnectionFailedException TimedOut(Exception exception) => new(
        $"{endpoint} could not be reached within {options.ConnectTimeout.TotalSeconds:0.#} seconds. Check the address, or raise "
        + $"RocketRideOptions.ConnectTimeout. {(exception as DapCallException)?.Message}".TrimEnd(), _context, exception)
    {
        WasPeerReached = true,
    };

    private RunControlException Refused(WebSocketRefusedException exception)
    {
        var context = _context with { HttpStatus = exception.Status };
        if (exception.Status == HttpStatusCode.Unauthorized)
        {
            return new RunAuthenticationException(
                $"{endpoint} demands a login before the WebSocket is opened (HTTP 401); a proxy in front of the server probably does.", context, exception);
        }
        var reason = exception.Message.TrimEnd('.');
        var message = exception.Status switch
        {
            null when exception.IsAboutCertificate =>
                $"No connection to {endpoint}: {reason}. Check that the server speaks TLS there. If its certificate is from a CA of your own, "
                + "trust that in RocketRideOptions.ConfigureTls.",
            null => $"No connection to {endpoint}: {reason}. Check that a RocketRide server runs there and that the address is right.",
            HttpStatusCode.Forbidden =>
                $"{endpoint} refused the WebSocket (HTTP 403). A RocketRide server does so when too many connections of this machine have not logged in; "
                + "a proxy may do so by rule.",
            { } status => $"{endpoint} refused the WebSocket (HTTP {(int)status}). Check that a RocketRide server runs there.",
        };
        return new RunConnectionFailedException(message, context, exception) { WasPeerReached = exception.WasPeerReached };
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
