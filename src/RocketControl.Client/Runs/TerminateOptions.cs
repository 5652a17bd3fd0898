namespace RocketControl.Client;

/// <summary>How to end a run (run model §5). Cancelling the caller's token stops the waiting, it never takes back a termination that was sent.</summary>
public sealed record TerminateOptions
{
    private readonly TimeSpan? _timeout;

    /// <summary>How the run is to be ended. Default: <see cref="TerminateMode.Default"/>.</summary>
    public TerminateMode Mode { get; init; }

    /// <summary>
    /// True: return only when the run is seen to be over, with <see cref="TerminateResult.FinalStatus"/>. False (default): return as soon as
    /// the backend accepted.
    /// </summary>
    public bool WaitForCompletion { get; init; }

    /// <summary>
    /// How long to wait for the end when <see cref="WaitForCompletion"/> is on. Default: 60 seconds; 180 for a Feldera run that is not ended by force, because its state
    /// has to be saved. Then <see cref="RunTimeoutException"/>.
    /// </summary>
    public TimeSpan Timeout
    {
        get => _timeout ?? TimeSpan.FromSeconds(60);
        init => _timeout = value;
    }

    /// <summary>
    /// How long a graceful termination lets this client's own sends on the run finish before it goes on without them. Default: 30 seconds.
    /// Only where the backend itself would kill them (RocketRide).
    /// </summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a gentle end may take before the run is ended by force; the result's <see cref="TerminateResult.EffectiveMode"/> tells which it was. Needs
    /// <see cref="WaitForCompletion"/> and a shorter time than <see cref="Timeout"/>. Null (default): never by force. Feldera only.
    /// </summary>
    public TimeSpan? EscalateAfter { get; init; }

    /// <summary>
    /// True: when the backend cannot end runs in the mode that was asked for, by its edition, end it by force; <see cref="TerminateResult.EffectiveMode"/> tells. False
    /// (default): <see cref="RunNotSupportedException"/>. Feldera only.
    /// </summary>
    public bool AllowFallback { get; init; }

    /// <summary>
    /// True: make sure that the id still belongs to the run that is meant, by <see cref="Run.Instance"/>, before it is ended; otherwise
    /// <see cref="RunGoneException"/>. False (default): end whatever has the id; a process, though, is verified whenever its handle has an
    /// <see cref="Run.Instance"/> and the server can tell. Only where ids are used again (Feldera, processes).
    /// </summary>
    public bool VerifyInstance { get; init; }

    /// <summary>
    /// True (default): a run that had ended already gives <see cref="TerminateOutcome.AlreadyTerminated"/>. False: it gives
    /// <see cref="RunAlreadyTerminatedException"/>.
    /// </summary>
    public bool TreatAlreadyTerminatedAsSuccess { get; init; } = true;

    /// <summary>The time to wait, with the default that fits the backend.</summary>
    internal TimeSpan TimeoutFor(RunBackend backend) =>
        _timeout ?? (backend == RunBackend.Feldera && Mode != TerminateMode.Force ? TimeSpan.FromSeconds(180) : Timeout);

    internal void Validate(RunBackend backend)
    {
        var context = new RunErrorContext(backend, RunOperation.Terminate);
        if (!Enum.IsDefined(Mode))
            throw new RunInvalidArgumentException($"TerminateOptions.Mode {(int)Mode} is no mode.", context);
        if (Mode == TerminateMode.GracefulThenForce)
            throw new RunInvalidArgumentException("TerminateOptions.Mode cannot be GracefulThenForce. Use Graceful, with EscalateAfter.", context);
        if (Timeout <= TimeSpan.Zero || Timeout > LongestTime.OfTimeout)
            throw new RunInvalidArgumentException($"TerminateOptions.Timeout must be positive and at most {LongestTime.OfTimeout}, not {Timeout}.", context);
        if (EscalateAfter is { } patience && (patience <= TimeSpan.Zero || patience >= TimeoutFor(backend) || !WaitForCompletion))
        {
            throw new RunInvalidArgumentException(
                $"TerminateOptions.EscalateAfter must be positive and less than Timeout ({TimeoutFor(backend)}), not {patience}, and WaitForCompletion must be on.", context);
        }
        if (DrainTimeout < TimeSpan.Zero || DrainTimeout > LongestTime.OfTimeout)
            throw new RunInvalidArgumentException($"TerminateOptions.DrainTimeout must not be negative and at most {LongestTime.OfTimeout}, but is {DrainTimeout}.", context);
    }
}
