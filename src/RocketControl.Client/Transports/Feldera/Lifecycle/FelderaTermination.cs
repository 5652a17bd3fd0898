using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// Ends one run (Feldera protocol §7, run model §5): looks first, asks in the mode that was wanted, and, if asked for, sees the end before it
/// believes it. What was there before is compared with what is there after, for a graceful end may fail behind its acceptance.
/// </summary>
internal sealed class FelderaTermination(
    Run run, TerminateOptions options, FelderaStops stops, FelderaWaits waits, KnownPipeline known, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan PauseBetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _timeout = options.TimeoutFor(RunBackend.Feldera);
    private readonly long _begun = time.GetTimestamp();
    private long? _accepted;
    private TerminateMode _effective = options.Mode == TerminateMode.Default ? TerminateMode.Graceful : options.Mode;
    private string _message = "";
    private FelderaPipelineInfo? _before;

    public async Task<TerminateResult> RunAsync(CancellationToken cancellationToken)
    {
        _before = await waits.AskAsync(run.Id, RunOperation.Terminate, cancellationToken).ConfigureAwait(false);
        if (options.VerifyInstance)
            VerifyInstance(_before);
        if (_before.IsAtRest)
            return Already(_before);

        var wish = new FelderaStopWish(_before.DeploymentId, _before.DeploymentError);
        known.NoteStop(wish);
        try
        {
            if (!await AskToStopAsync(cancellationToken).ConfigureAwait(false))
                return Completed(null);
        }
        catch (RunControlException exception) when (!exception.OutcomeUnknown)
        {
            known.WithdrawStop(wish);
            throw;
        }
        _accepted = time.GetTimestamp();
        known.NoteStopAccepted(time.GetUtcNow());
        FelderaLog.StopAccepted(logger, run.Id, _effective);
        var accepted = Result(TerminateOutcome.Accepted);
        return options.WaitForCompletion ? await ConfirmAsync(accepted, cancellationToken).ConfigureAwait(false) : accepted;
    }

    private void VerifyInstance(FelderaPipelineInfo info)
    {
        var context = new RunErrorContext(RunBackend.Feldera, RunOperation.Terminate);
        if (run.Instance is not { } instance)
        {
            throw new RunInvalidArgumentException(
                "TerminateOptions.VerifyInstance needs a run that knows its instance: one from UseAsync or AttachAsync, not a bare name.", context);
        }
        if (info.IsBeyond(instance))
        {
            throw new RunGoneException(
                $"{run.Id} was started again since: the run that was meant is over, and another has its name. Nothing was ended.", context)
            {
                CurrentInstance = info.DeploymentId,
            };
        }
    }

    private TerminateResult Already(FelderaPipelineInfo info)
    {
        if (!options.TreatAlreadyTerminatedAsSuccess)
        {
            throw new RunAlreadyTerminatedException(
                $"{run.Id} had ended before it was to be terminated.", new RunErrorContext(RunBackend.Feldera, RunOperation.Terminate));
        }
        return Result(TerminateOutcome.AlreadyTerminated) with { FinalStatus = waits.Interpret(run, info) };
    }

    /// <returns>False when there is nothing left to stop.</returns>
    private async Task<bool> AskToStopAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_effective == TerminateMode.Checkpoint)
            {
                await stops.CheckpointAsync(run, TimeLeft(), cancellationToken).ConfigureAwait(false);
                await stops.ForceAsync(run, cancellationToken).ConfigureAwait(false);
            }
            else if (_effective == TerminateMode.Force)
            {
                await stops.ForceAsync(run, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await AskGentlyAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (RunNotSupportedException) when (options.AllowFallback && _effective != TerminateMode.Force)
        {
            await ForceInsteadAsync("The server's edition cannot save the run's state, so it was ended by force.", cancellationToken).ConfigureAwait(false);
        }
        catch (RunNotFoundException) when (_before is not null)
        {
            // It was there a moment ago.
            return false;
        }
        return true;
    }

    /// <summary>A pipeline that cannot be asked gently now gets its time, too, before force is used.</summary>
    private async Task AskGentlyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await stops.GracefulAsync(run, options.EscalateAfter is null ? null : PatienceLeft(), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RunControlException exception) when (options.EscalateAfter is not null && (exception.IsTransient || exception is RunInvalidStateException))
            {
                if (PatienceLeft() <= PauseBetweenAttempts)
                {
                    var why = exception.Code ?? exception.Kind.ToString();
                    await ForceInsteadAsync($"It could not be asked to end gracefully ({why}), so it was ended by force.", cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
            await Task.Delay(PauseBetweenAttempts, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ForceInsteadAsync(string why, CancellationToken cancellationToken)
    {
        await stops.ForceAsync(run, cancellationToken).ConfigureAwait(false);
        (_effective, _message) = (TerminateMode.Force, why);
    }

    private async Task<TerminateResult> ConfirmAsync(TerminateResult accepted, CancellationToken cancellationToken)
    {
        if (options.EscalateAfter is not null && _effective != TerminateMode.Force)
        {
            try
            {
                return Conclude(accepted, await WaitForEndAsync(PatienceLeft(), cancellationToken).ConfigureAwait(false));
            }
            catch (RunTimeoutException)
            {
                await ForceInsteadAsync(
                    $"It did not end within {options.EscalateAfter.Value.TotalSeconds:0.###} s, so it was ended by force.", cancellationToken).ConfigureAwait(false);
                FelderaLog.StopEscalated(logger, run.Id);
            }
        }
        return Conclude(accepted, await WaitForEndAsync(TimeLeft(), cancellationToken).ConfigureAwait(false));
    }

    private TimeSpan PatienceLeft() => AtLeastSome(options.EscalateAfter.GetValueOrDefault() - time.GetElapsedTime(_begun));

    /// <summary>Counts from the acceptance, which may take its time.</summary>
    private TimeSpan TimeLeft() => AtLeastSome(_timeout - time.GetElapsedTime(_accepted ?? _begun));

    private static TimeSpan AtLeastSome(TimeSpan left) => left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);

    private Task<FelderaEnd> WaitForEndAsync(TimeSpan timeout, CancellationToken cancellationToken) => waits.UntilAsync(
        run,
        RunOperation.Terminate,
        "down",
        timeout,
        info => info switch
        {
            null => new FelderaEnd(null),
            { IsAtRest: true } => new FelderaEnd(info),
            // Started again by somebody else before it was looked at.
            _ when _before!.DeploymentId is { } ours && info.IsBeyond(ours) => new FelderaEnd(null) { IsReplaced = true },
            _ => null,
        },
        cancellationToken);

    private TerminateResult Conclude(TerminateResult accepted, FelderaEnd end)
    {
        if (end.IsReplaced)
            return Completed(accepted, Remembered("The pipeline was started again since; this run of it is over."));
        if (end.Info is not { } info)
            return Completed(accepted, Remembered("deleted"));
        var status = waits.Interpret(run, info);
        if (_effective != TerminateMode.Force && info.DeploymentError is { } error && !error.IsSameAs(_before!.DeploymentError))
        {
            throw new RunTerminationFailedException(
                $"{run.Id} was asked to end gracefully and failed on the way; the server then ended it by force, and its state is that of the last checkpoint. "
                + $"The server says: {error}",
                new RunErrorContext(RunBackend.Feldera, RunOperation.Terminate) { ServerMessage = error.Message, Code = error.Code })
            {
                LastStatus = status,
            };
        }
        return Completed(accepted, status);
    }

    private TerminateResult Completed(RunStatus? status) => Completed(Result(TerminateOutcome.Accepted), status ?? Remembered("deleted"));

    private TerminateResult Completed(TerminateResult accepted, RunStatus status) => accepted with
    {
        Outcome = TerminateOutcome.Completed,
        EffectiveMode = _effective,
        CompletedAt = time.GetUtcNow(),
        FinalStatus = status,
        Message = _message,
    };

    private RunStatus Remembered(string detail) => new()
    {
        Run = run with { DisplayId = run.DisplayId ?? run.Id },
        State = RunState.Stopped,
        Detail = detail,
        ObservedAt = time.GetUtcNow(),
        Source = RunStatusSource.Remembered,
    };

    private TerminateResult Result(TerminateOutcome outcome) => new()
    {
        Outcome = outcome,
        RequestedMode = options.Mode,
        EffectiveMode = _effective,
        AcceptedAt = time.GetUtcNow(),
        Message = _message,
    };
}
