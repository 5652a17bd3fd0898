using System.Text.Json;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;
using RocketControl.Client.Resilience;
using RocketControl.Client.Telemetry;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Makes one call of the user's out of what it takes: a connection, attempts, one deadline over all of them, and the public exception for whatever goes wrong.
/// </summary>
internal sealed class RocketRideCaller
{
    private readonly SharedConnection _connection;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RetryPolicy _retries;
    private readonly CircuitBreaker _circuit;
    private readonly CallObserver _calls;

    public RocketRideCaller(SharedConnection connection, RocketRideOptions options, ILogger logger)
    {
        _connection = connection;
        _time = options.TimeProvider;
        _logger = logger;
        _circuit = new CircuitBreaker(options.CircuitBreaker, RunBackend.RocketRide, RocketRideEndpoint.Of(options).ToString(), options.TimeProvider);
        _calls = new CallObserver(static () => (RunBackend.RocketRide, RocketRideTransport.NameOfTransport), options.TimeProvider);
        CallTimeout = options.CallTimeout;
        MaxMessageBytes = options.MaxMessageBytes;
        _retries = new RetryPolicy(
            options.MaxRetries,
            options.RetryDelay,
            options.TimeProvider,
            IsTransient,
            (exception, repetition) => RocketRideLog.Retrying(_logger, exception.Operation, repetition, exception.Message));
    }

    /// <summary>The deadline of an ordinary call.</summary>
    public TimeSpan CallTimeout { get; }

    /// <summary>The largest message that is sent or accepted.</summary>
    public int MaxMessageBytes { get; }

    /// <summary>Makes an ordinary call, with the ordinary deadline.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="request">The request.</param>
    /// <param name="repeatable">True when the request may be sent again after it may have been carried out.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">It failed.</exception>
    public Task<DapResponse> CallAsync(RunOperation operation, DapRequest request, bool repeatable, CancellationToken cancellationToken) =>
        CallAsync(operation, request, CallTimeout, repeatable, cancellationToken);

    /// <summary>Makes an ordinary call whose answer has to be a JSON object, and returns that.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="request">The request.</param>
    /// <param name="repeatable">True when the request may be sent again after it may have been carried out.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">It failed, or the answer has no body or another one.</exception>
    public async Task<JsonElement> AskAsync(RunOperation operation, DapRequest request, bool repeatable, CancellationToken cancellationToken)
    {
        var reply = await CallAsync(operation, request, repeatable, cancellationToken).ConfigureAwait(false);
        if (!reply.Body.IsEmpty)
        {
            using var document = JsonDocument.Parse(reply.Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        throw new RunProtocolException(
            $"The server's answer to {request.Command} is no JSON object.", new RunErrorContext(RunBackend.RocketRide, operation));
    }

    /// <summary>Sends a request and returns its successful reply.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="request">The request.</param>
    /// <param name="timeout">The deadline over connecting, all attempts and the reply.</param>
    /// <param name="repeatable">True when the request may be sent again after it may have been carried out.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">It failed.</exception>
    public Task<DapResponse> CallAsync(
        RunOperation operation, DapRequest request, TimeSpan timeout, bool repeatable, CancellationToken cancellationToken) => _calls.RequestAsync(
        operation,
        (caller: this, operation, request, timeout, repeatable, cancellationToken),
        static call => call.caller.CallOnLiveAsync(call.operation, call.request, call.timeout, call.repeatable, call.cancellationToken));

    /// <summary>The call for when there is a connection, as there mostly is.</summary>
    private async Task<DapResponse> CallOnLiveAsync(
        RunOperation operation, DapRequest request, TimeSpan timeout, bool repeatable, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        RunControlException? failure = null;
        if (_connection.Live is { } live)
        {
            try
            {
                var reply = await live.Session.CallAsync(request, timeout, cancellationToken).ConfigureAwait(false);
                return reply.Success ? reply : throw RocketRideErrors.FromReply(reply, operation);
            }
            catch (DapCallException exception)
            {
                failure = Translate(exception, operation, timeout);
                if (!_retries.Repeats(failure, repeatable))
                    throw failure;
            }
        }
        return await CallPersistentlyAsync(operation, request, timeout, started, failure, repeatable, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The call for when there is no connection yet, or a first attempt has failed, which then counts as one.</summary>
    private async Task<DapResponse> CallPersistentlyAsync(
        RunOperation operation,
        DapRequest request,
        TimeSpan timeout,
        long started,
        RunControlException? firstFailure,
        bool repeatable,
        CancellationToken cancellationToken)
    {
        var lost = firstFailure is RunConnectionLostException { OutcomeUnknown: true } unsure ? unsure : null;
        using var deadline = new CancellationTokenSource(Remaining(), _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await _retries.ExecuteAsync(
                repeatable,
                async token =>
                {
                    try
                    {
                        var connection = await ConnectAsync(operation, token).ConfigureAwait(false);

                        // Not the linked token: a call that runs out of time by itself knows whether it was sent.
                        return await CallOnceAsync(connection, operation, request, Remaining(), timeout, cancellationToken).ConfigureAwait(false);
                    }
                    catch (RunConnectionLostException exception) when (exception.OutcomeUnknown)
                    {
                        lost = exception;
                        throw;
                    }
                },
                firstFailure,
                limit.Token).ConfigureAwait(false);
        }
        catch (RunConnectionFailedException exception) when (lost is not null)
        {
            throw new RunConnectionLostException($"{lost.Message} It could not be made again. {exception.Message}", lost.Context, exception) { Reason = lost.Reason };
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new RunTimeoutException(
                lost is null
                    ? $"{operation} found no connection within {Seconds(timeout)}; nothing was sent."
                    : $"{lost.Message} It was not made again within {Seconds(timeout)}.",
                lost?.Context ?? new RunErrorContext(RunBackend.RocketRide, operation),
                exception)
            {
                Timeout = timeout,
            };
        }

        TimeSpan Remaining()
        {
            var remaining = timeout - _time.GetElapsedTime(started);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>Does something on a connection that may be done again on another one.</summary>
    /// <param name="operation">What the user is doing, for the exceptions.</param>
    /// <param name="attempt">One attempt, which keeps its own deadline.</param>
    /// <param name="timeout">That deadline, for the exceptions.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="RunControlException">It failed.</exception>
    public async Task RepeatAsync(RunOperation operation, Func<RocketRideConnection, Task> attempt, TimeSpan timeout, CancellationToken cancellationToken) =>
        await _retries.ExecuteAsync(
            repeatable: true,
            async token =>
            {
                var connection = await ConnectAsync(operation, token).ConfigureAwait(false);
                try
                {
                    await attempt(connection).ConfigureAwait(false);
                    return connection;
                }
                catch (DapCallException exception)
                {
                    throw Translate(exception, operation, timeout);
                }
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Makes the connection if there is none.</summary>
    /// <exception cref="RunControlException">None can be had.</exception>
    public Task EnsureConnectedAsync(RunOperation operation, TimeSpan timeout, CancellationToken cancellationToken) =>
        _connection.Live is null
            ? CallAsync(operation, RocketRideRequests.Ping, timeout, repeatable: true, cancellationToken)
            : Task.CompletedTask;

    private async ValueTask<RocketRideConnection> ConnectAsync(RunOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await _circuit.ExecuteAsync(operation, _connection.GetAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (RunConnectionLostException exception) when (exception.Reason == ConnectionLossReason.ClientDisposed)
        {
            throw new RunConnectionLostException(
                $"The client was disposed during {operation}.", new RunErrorContext(RunBackend.RocketRide, operation), exception)
            {
                Reason = ConnectionLossReason.ClientDisposed,
            };
        }
    }

    private static async Task<DapResponse> CallOnceAsync(
        RocketRideConnection connection,
        RunOperation operation,
        DapRequest request,
        TimeSpan remaining,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        try
        {
            var reply = await connection.Session
                .CallAsync(request, remaining, cancellationToken).ConfigureAwait(false);
            return reply.Success ? reply : throw RocketRideErrors.FromReply(reply, operation);
        }
        catch (DapCallException exception)
        {
            throw Translate(exception, operation, timeout);
        }
    }

    public static RunControlException Translate(DapCallException exception, RunOperation operation, TimeSpan timeout)
    {
        var context = new RunErrorContext(RunBackend.RocketRide, operation) { OutcomeUnknown = exception.WasSent };
        var consequence = exception.WasSent
            ? "The request had left and may have been carried out; look at the run's status before you repeat it."
            : "Nothing was sent.";
        return exception.Failure switch
        {
            DapCallFailure.RequestTooLarge => new RunInvalidArgumentException(
                $"{operation} needs a message over the limit. {exception.Message} Send less at a time, or raise RocketRideOptions.MaxMessageBytes "
                + "up to the server's 250 MiB.", context, exception),
            DapCallFailure.MalformedReply => new RunProtocolException($"{exception.Message} {consequence}", context, exception),
            DapCallFailure.DeadlinePassed => new RunTimeoutException(
                $"{operation} was not answered within {Seconds(timeout)}. {exception.Message} {consequence}", context, exception)
            { Timeout = timeout },
            _ when exception.LossReason == ConnectionLossReason.ProtocolViolation => new RunProtocolException(
                $"{exception.Message} The connection was given up. {consequence}", context, exception),
            _ => new RunConnectionLostException(
                $"The connection was lost during {operation}. {exception.Message} {consequence}", context, exception)
            { Reason = exception.LossReason },
        };
    }

    /// <summary>
    /// A first connection that fails is not tried again: the address is probably wrong, and the user should hear of it at once.
    /// </summary>
    private bool IsTransient(RunControlException exception) => exception switch
    {
        RunConnectionFailedException => exception.IsTransient && _connection.HasConnected,
        RunConnectionLostException => exception.IsTransient,
        _ => false,
    };

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.###} s";
}
