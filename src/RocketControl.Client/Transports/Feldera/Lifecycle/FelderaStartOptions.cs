namespace RocketControl.Client.Transports.Feldera;

/// <summary>How to start a Feldera pipeline (Feldera protocol §6).</summary>
public sealed record FelderaStartOptions
{
    /// <summary>The state in which it comes up. Default: <see cref="FelderaInitialState.Running"/>.</summary>
    public FelderaInitialState Initial { get; init; }

    /// <summary>What to do when the program has changed since its state was saved. Null (default): the server's choice, which is to wait for an approval.</summary>
    public FelderaBootstrapPolicy? BootstrapPolicy { get; init; }

    /// <summary>Whether views give no output while they are filled anew. Null (default): the server's choice.</summary>
    public bool? SilentBootstrap { get; init; }

    /// <summary>Whether what has not changed goes on while views are filled anew. Null (default): the server's choice.</summary>
    public bool? ConcurrentBootstrap { get; init; }

    /// <summary>
    /// True (default): an error that an earlier run left behind is dismissed first, in a call of its own, so that a start that is repeated cannot wipe the error of the
    /// very run it started. False: such an error makes the start fail.
    /// </summary>
    public bool DismissError { get; init; } = true;

    /// <summary>
    /// True (default): start once the program is compiled. False: start at once; the server keeps the wish and fulfils it when the program is compiled (early start).
    /// </summary>
    public bool WaitForCompilation { get; init; } = true;

    /// <summary>
    /// True (default): return when the pipeline is up. False: return as soon as the start was accepted; <see cref="Run.Instance"/> may then not be known.
    /// </summary>
    public bool WaitForStart { get; init; } = true;

    internal void Validate(RunOperation operation)
    {
        if (!Enum.IsDefined(Initial) || (BootstrapPolicy is { } policy && !Enum.IsDefined(policy)))
        {
            throw new RunInvalidArgumentException(
                "FelderaStartOptions.Initial or BootstrapPolicy has a value that is none of its own.", new RunErrorContext(RunBackend.Feldera, operation));
        }
    }
}
