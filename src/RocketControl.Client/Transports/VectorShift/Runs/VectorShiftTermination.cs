using System.Text.Json;
using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.VectorShift;

/// <summary>
/// Ends one run (VectorShift protocol §2, run model §5). The answer proves only that it was accepted; the end is seen in the run's stream, or by the status route, or not
/// at all.
/// </summary>
/// <param name="transport">The transport, to watch for the end.</param>
/// <param name="run">The run.</param>
/// <param name="known">What is remembered of it.</param>
/// <param name="options">How.</param>
/// <param name="tellServer">Sends the termination.</param>
/// <param name="canSeeEnd">Whether the end can be seen at all.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where to log.</param>
internal sealed class VectorShiftTermination(
    IRunTransport transport,
    Run run,
    KnownRun known,
    TerminateOptions options,
    Func<CancellationToken, Task<JsonElement>> tellServer,
    Func<bool> canSeeEnd,
    TimeProvider time,
    ILogger logger)
{
    public async Task<TerminateResult> RunAsync(CancellationToken cancellationToken)
    {
        if (known.Status.State is RunState.Completed or RunState.Failed or RunState.Cancelled)
            return Already(cause: null);
        var result = await TellServerAsync(cancellationToken).ConfigureAwait(false);
        if (result.Outcome != TerminateOutcome.Accepted)
            return result;
        VectorShiftLog.RunTerminated(logger, run.ToString());
        return options.WaitForCompletion && !result.CompletionUnknown
            ? await ConfirmAsync(result, cancellationToken).ConfigureAwait(false)
            : result;
    }

    private async Task<TerminateResult> TellServerAsync(CancellationToken cancellationToken)
    {
        var wasAsked = known.TerminationAsked;
        known.TerminationAsked = true;
        try
        {
            var answer = await tellServer(cancellationToken).ConfigureAwait(false);
            if (VectorShiftErrors.IsFailed(answer))
                throw VectorShiftErrors.OfFailedReply(answer, RunOperation.Terminate);
            known.NoteTerminating(answer.Text("status"u8) ?? "");
            return Result(TerminateOutcome.Accepted, ErrorText.Of(answer) ?? "");
        }
        catch (RunControlException exception) when (!exception.OutcomeUnknown)
        {
            // What is remembered decides before the words do: they are not documented.
            if (IsSaidToBeOver(exception) && (IsRememberedAsOver() || exception is RunAlreadyTerminatedException || known.WasSeen))
                return Already(exception);
            known.TerminationAsked = wasAsked;
            throw;
        }
        catch (RunServerException exception) when (IsRememberedAsOver())
        {
            return Already(exception);
        }
    }

    private bool IsRememberedAsOver() => known.Status.IsTerminal || known.TerminationAccepted;

    private bool IsSaidToBeOver(RunControlException exception) => exception switch
    {
        RunAlreadyTerminatedException or RunNotFoundException => true,
        RunTerminationFailedException or RunInvalidStateException => IsRememberedAsOver(),
        _ => false,
    };

    private TerminateResult Already(RunControlException? cause)
    {
        if (!options.TreatAlreadyTerminatedAsSuccess)
        {
            throw new RunAlreadyTerminatedException(
                $"{run} had ended before it was to be terminated.",
                cause?.Context ?? new RunErrorContext(RunBackend.VectorShift, RunOperation.Terminate),
                cause);
        }
        return Result(TerminateOutcome.AlreadyTerminated, cause?.ServerMessage ?? "") with { FinalStatus = known.Status.IsTerminal ? known.Status : null };
    }

    private async Task<TerminateResult> ConfirmAsync(TerminateResult accepted, CancellationToken cancellationToken)
    {
        try
        {
            var end = await RunWaiter.WaitAsync(transport, run, options.Timeout, RunOperation.Terminate, time, cancellationToken).ConfigureAwait(false);
            return accepted with { Outcome = TerminateOutcome.Completed, CompletedAt = time.GetUtcNow(), FinalStatus = end };
        }
        catch (Exception exception) when (exception is RunConnectionLostException or RunNotSupportedException)
        {
            // The stream broke meanwhile, and nothing else tells.
            return accepted with { CompletionUnknown = true };
        }
    }

    private TerminateResult Result(TerminateOutcome outcome, string message) => new()
    {
        Outcome = outcome,
        RequestedMode = options.Mode,
        EffectiveMode = TerminateMode.Graceful,
        AcceptedAt = time.GetUtcNow(),
        CompletionUnknown = outcome == TerminateOutcome.Accepted && !canSeeEnd(),
        Message = message,
    };
}
