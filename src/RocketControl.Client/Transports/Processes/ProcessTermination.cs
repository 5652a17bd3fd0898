using Microsoft.Extensions.Logging;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Transports.Processes;

/// <summary>
/// Ends one process (process protocol §2, §3; run model §5). The two dialects mean different things by the same success: a signal was sent, or the process is gone.
/// </summary>
/// <param name="transport">The transport, to look and to watch for the end.</param>
/// <param name="run">The process.</param>
/// <param name="options">How.</param>
internal sealed class ProcessTermination(ProcessManagerTransport transport, Run run, TerminateOptions options)
{
    private KnownProcess? _known;

    private TerminateMode AskedMode => options.Mode == TerminateMode.Force ? TerminateMode.Force : TerminateMode.Graceful;

    /// <summary>The memory of the process that has the pid now: it is asked for first when that was verified.</summary>
    private KnownProcess Known => _known ??= transport.Known.GetOrAdd(run.Id);

    public async Task<TerminateResult> RunAsync(CancellationToken cancellationToken)
    {
        if (options.VerifyInstance || run.Instance is not null)
            await transport.VerifyAsync(run, RunOperation.Terminate, options.VerifyInstance, cancellationToken).ConfigureAwait(false);

        return await JudgeAsync(await TellServerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ProcessAnswer> TellServerAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Known.BeginAsking();
        try
        {
            var answer = await transport.Http.PostAsync(
                RunOperation.Terminate,
                $"{ProcessRoutes.Terminate}/{run.Id}",
                AskedMode == TerminateMode.Force ? """{"force":true}""" : """{"force":false}""",
                cancellationToken).ConfigureAwait(false);
            if (answer.Kind == ProcessAnswerKind.AlreadyTerminated)
                await RefusePausedAsync(answer, cancellationToken).ConfigureAwait(false);
            if (answer.Kind is ProcessAnswerKind.Done or ProcessAnswerKind.AlreadyTerminated
                || (answer.IsRepetition && answer.Kind is ProcessAnswerKind.NotFound or ProcessAnswerKind.NotFoundOrFailed))
            {
                Known.NoteTerminated();
            }
            return answer;
        }
        catch (Exception exception) when (exception is OperationCanceledException or RunControlException { OutcomeUnknown: true })
        {
            Known.NoteTerminated();
            throw;
        }
        finally
        {
            Known.EndAsking();
        }
    }

    private async Task<TerminateResult> JudgeAsync(ProcessAnswer answer, CancellationToken cancellationToken)
    {
        var context = answer.Context(RunOperation.Terminate);
        switch (answer.Kind)
        {
            case ProcessAnswerKind.Done when answer.Root.Truth("success"u8) == false:
            case ProcessAnswerKind.TerminationFailed:
                throw new RunTerminationFailedException($"{run} could not be signalled. The server says: {answer.Text}", context);

            case ProcessAnswerKind.Done:
                ProcessLog.Terminated(transport.Logger, run.ToString());
                Known.NoteSeen();
                // Only the dialect that does not wait for the end says which state the record has now.
                return answer.Root.Text("status"u8) is null
                    ? Gone(TerminateMode.GracefulThenForce, answer.Text)
                    : await SignalledAsync(answer.Text, cancellationToken).ConfigureAwait(false);

            case ProcessAnswerKind.AlreadyTerminated when answer.IsRepetition:
                return await SignalledAsync(answer.Text, cancellationToken).ConfigureAwait(false);

            case ProcessAnswerKind.AlreadyTerminated:
                // A second signal is never sent, so the mode of the first is what takes effect; and the record says nothing of the process itself.
                return Already(answer, Known.SignalledMode ?? AskedMode) with { CompletionUnknown = !Known.IsOver };

            case ProcessAnswerKind.NotFound:
                return NotThere(answer, AskedMode);

            case ProcessAnswerKind.NotFoundOrFailed:
                return await transport.Lookup.FindAsync(RunOperation.Terminate, run.Id, cancellationToken).ConfigureAwait(false)
                    is { Kind: ProcessSightingKind.Shown or ProcessSightingKind.Hidden }
                    ? throw new RunTerminationFailedException(
                        $"The server still lists {run}: it could not be signalled, or it has ended and the record was left behind. It says: {answer.Text}", context)
                    : NotThere(answer, TerminateMode.GracefulThenForce);

            case ProcessAnswerKind.NoRoute:
                throw new RunNotSupportedException(
                    "The server has no route to terminate processes. Check that ProcessManagerOptions.Endpoint is the address in front of /api/processes.", context);

            default:
                throw new RunProtocolException($"The server's answer makes no sense here. It says: {answer.Text}", context);
        }
    }

    /// <summary>Not there any more is as good as ended, if it was there once.</summary>
    private TerminateResult NotThere(ProcessAnswer answer, TerminateMode mode)
    {
        if (!transport.Statuses.WasSeen(run))
        {
            throw new RunNotFoundException(
                $"The server knows no {run}, and this client has not seen it either. The server says: {answer.Text}", answer.Context(RunOperation.Terminate));
        }
        if (answer.IsRepetition)
            return Gone(mode, answer.Text);
        return Already(answer, mode) with { FinalStatus = End("The process had ended before; its exit code is not known.") };
    }

    private RunStatus End(string detail) => transport.Statuses.Ended(run, detail);

    private TerminateResult Already(ProcessAnswer answer, TerminateMode mode) => options.TreatAlreadyTerminatedAsSuccess
        ? Result(TerminateOutcome.AlreadyTerminated, mode, answer.Text)
        : throw new RunAlreadyTerminatedException(
            $"{run} had ended before it was to be terminated. The server says: {answer.Text}", answer.Context(RunOperation.Terminate));

    private TerminateResult Gone(TerminateMode mode, string message)
    {
        var end = End("The server ended the process; its exit code is not known.");
        return Result(TerminateOutcome.Completed, mode, message) with { AcceptedAt = end.ObservedAt, CompletedAt = end.ObservedAt, FinalStatus = end };
    }

    /// <summary>A signal was sent. The record says at once that the process has terminated, which proves nothing; that the process is not listed any more does.</summary>
    private async Task<TerminateResult> SignalledAsync(string message, CancellationToken cancellationToken)
    {
        Known.NoteSignalled(AskedMode);
        var accepted = Result(TerminateOutcome.Accepted, AskedMode, message);
        if (!options.WaitForCompletion)
            return accepted;
        try
        {
            var end = await RunWaiter
                .WaitAsync(transport, run, options.Timeout, RunOperation.Terminate, transport.Time, cancellationToken).ConfigureAwait(false);
            return end.Source == RunStatusSource.Remembered
                ? accepted with { Outcome = TerminateOutcome.Completed, CompletedAt = end.ObservedAt, FinalStatus = end }
                : accepted with { CompletionUnknown = true, FinalStatus = end };
        }
        catch (RunNotSupportedException)
        {
            return accepted with { CompletionUnknown = true };
        }
    }

    /// <summary>To the documented dialect a paused process counts as terminated too (process protocol §2).</summary>
    private async Task RefusePausedAsync(ProcessAnswer answer, CancellationToken cancellationToken)
    {
        Known.NoteSeen();
        var status = transport.Statuses.Of(
            run, await transport.Lookup.FindAsync(RunOperation.Terminate, run.Id, cancellationToken).ConfigureAwait(false), RunOperation.Terminate);
        if (status.State == RunState.Paused)
        {
            throw new RunInvalidStateException(
                $"{run} is paused, and this server terminates only what runs. Resume it first.", answer.Context(RunOperation.Terminate))
            {
                CurrentState = "paused",
                Hint = "Resume it first.",
            };
        }
    }

    private TerminateResult Result(TerminateOutcome outcome, TerminateMode mode, string message) => new()
    {
        Outcome = outcome,
        RequestedMode = options.Mode,
        EffectiveMode = mode,
        AcceptedAt = transport.Time.GetUtcNow(),
        Message = message,
    };
}
