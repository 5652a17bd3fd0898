using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>
/// Ends one run (RocketRide protocol §3.2, run model §5): graceful lets this client's own sends finish first, force does not; then the server is told, and, if asked
/// for, the end is seen before it is believed.
/// </summary>
/// <param name="transport">The transport, to watch for the end.</param>
/// <param name="run">The run.</param>
/// <param name="options">How.</param>
/// <param name="known">What is remembered of the run.</param>
/// <param name="tellServer">Sends the termination and waits for its reply.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where to log.</param>
internal sealed class Termination(
    IRunTransport transport,
    Run run,
    TerminateOptions options,
    KnownRun known,
    Func<CancellationToken, Task> tellServer,
    TimeProvider time,
    ILogger logger)
{
    public async Task<TerminateResult> RunAsync(CancellationToken cancellationToken)
    {
        var sends = known.Sends;
        var mode = options.Mode == TerminateMode.Force ? TerminateMode.Force : TerminateMode.Graceful;
        var inWork = sends.Close();
        try
        {
            var cutOff = mode == TerminateMode.Force
                ? inWork
                : await sends.DrainAsync(options.DrainTimeout, time, cancellationToken).ConfigureAwait(false);
            var result = new TerminateResult
            {
                Outcome = await TellServerAsync(cancellationToken).ConfigureAwait(false),
                RequestedMode = options.Mode,
                EffectiveMode = mode,
                AcceptedAt = time.GetUtcNow(),
                SendsFinished = inWork - cutOff,
                SendsCutOff = cutOff,
            };
            RocketRideLog.RunTerminated(logger, run.ToString());
            // A run that is over refuses data by itself, and its token may get a new run that takes it.
            if (result.Outcome == TerminateOutcome.AlreadyTerminated)
                sends.Open();
            return options.WaitForCompletion && result.Outcome == TerminateOutcome.Accepted
                ? await ConfirmAsync(result, cancellationToken).ConfigureAwait(false)
                : result;
        }
        catch when (!known.TerminatedByUs)
        {
            sends.Open();
            throw;
        }
    }

    private async Task<TerminateOutcome> TellServerAsync(CancellationToken cancellationToken)
    {
        var wasOver = known.IsOver;
        var wasAsked = known.TerminationAsked;
        if (!wasOver)
            known.NoteAsked(true);
        try
        {
            await tellServer(cancellationToken).ConfigureAwait(false);
        }
        catch (RunControlException exception) when (!exception.OutcomeUnknown)
        {
            known.NoteAsked(wasAsked);
            // Not known any more although it was: the run is down, be it that an earlier attempt was carried out and only its reply was lost.
            if (exception is RunNotFoundException && known.WasSeen)
                return Already(exception);
            throw;
        }
        if (wasOver)
            return Already(cause: null);
        known.NoteTerminated();
        return TerminateOutcome.Accepted;
    }

    private TerminateOutcome Already(Exception? cause)
    {
        if (options.TreatAlreadyTerminatedAsSuccess)
            return TerminateOutcome.AlreadyTerminated;
        throw new RunAlreadyTerminatedException(
            $"{run} had ended before it was to be terminated.", new RunErrorContext(RunBackend.RocketRide, RunOperation.Terminate), cause);
    }

    private async Task<TerminateResult> ConfirmAsync(TerminateResult accepted, CancellationToken cancellationToken)
    {
        RunStatus? end = null;
        try
        {
            end = await RunWaiter.WaitAsync(transport, run, options.Timeout, RunOperation.Terminate, time, cancellationToken).ConfigureAwait(false);
        }
        catch (RunNotFoundException)
        {
            // A run that was terminated while it was starting is forgotten at once.
        }
        return accepted with { Outcome = TerminateOutcome.Completed, CompletedAt = time.GetUtcNow(), FinalStatus = end };
    }
}
