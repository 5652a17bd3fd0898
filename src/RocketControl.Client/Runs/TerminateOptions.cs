namespace RocketControl.Client;

/// <summary>How to end a run (run model §5). Cancelling the caller's token stops the waiting, it never takes back a termination that was sent.</summary>
public sealed record TerminateOptions
{
    /// <summary>How the run is to be ended. Default: <see cref="TerminateMode.Default"/>.</summary>
    public TerminateMode Mode { get; init; }

    /// <summary>
    /// True: return only when the run is seen to be over, with <see cref="TerminateResult.FinalStatus"/>. False (default): return as soon as
    /// the backend accepted.
    /// </summary>
    public bool WaitForCompletion { get; init; }

    /// <summary>How long to wait for the end when <see cref="WaitForCompletion"/> is on. Default: 60 seconds. Then <see cref="RunTimeoutException"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a graceful termination lets this client's own sends on the run finish before it goes on without them. Default: 30 seconds.
    /// Only where the backend itself would kill them (RocketRide).
    /// </summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True (default): a run that had ended already gives <see cref="TerminateOutcome.AlreadyTerminated"/>. False: it gives
    /// <see cref="RunAlreadyTerminatedException"/>.
    /// </summary>
    public bool TreatAlreadyTerminatedAsSuccess { get; init; } = true;

    internal void Validate(RunBackend backend)
    {
        var context = new RunErrorContext(backend, RunOperation.Terminate);
        if (!Enum.IsDefined(Mode))
            throw new RunInvalidArgumentException($"TerminateOptions.Mode {(int)Mode} is no mode.", context);
        if (Timeout <= TimeSpan.Zero || Timeout > LongestTime.OfTimeout)
            throw new RunInvalidArgumentException($"TerminateOptions.Timeout must be positive and at most {LongestTime.OfTimeout}, not {Timeout}.", context);
        if (DrainTimeout < TimeSpan.Zero || DrainTimeout > LongestTime.OfTimeout)
            throw new RunInvalidArgumentException($"TerminateOptions.DrainTimeout must not be negative and at most {LongestTime.OfTimeout}, but is {DrainTimeout}.", context);
    }
}
