namespace RocketControl.Client;

/// <summary>How several files are sent.</summary>
public sealed record SendFilesOptions
{
    /// <summary>How many files are open and on their way at a time, at least 1. Default: 5. A run works on no more objects at a time than its threads.</summary>
    public int MaxConcurrency { get; init; } = 5;

    /// <summary>
    /// True (default): a file that fails does not keep the others from being sent. False: after the first failure no other file is begun. When the run or the
    /// server itself is gone, no other file is begun in either case.
    /// </summary>
    public bool ContinueOnError { get; init; } = true;

    /// <summary>
    /// Told of every step of every file, one report at a time and in order. One that throws breaks nothing: what it threw is logged, and it is not told any more.
    /// Default: nobody is told.
    /// </summary>
    public IProgress<SendProgress>? Progress { get; init; }

    /// <summary>How each of the files is sent. The name is the file's own and cannot be set here. Default: the type of the file's extension, nothing else.</summary>
    public SendOptions Each { get; init; } = new();

    internal void Validate(RunBackend backend)
    {
        if (MaxConcurrency < 1)
            throw Invalid($"SendFilesOptions.MaxConcurrency must be at least 1, but is {MaxConcurrency}.", backend);
        if (Each.Name is not null)
            throw Invalid("SendFilesOptions.Each.Name would give all files the same name. Set FileToSend.Name instead.", backend);
        Each.Validate(backend);
    }

    private static RunInvalidArgumentException Invalid(string message, RunBackend backend) => new(message, new RunErrorContext(backend, RunOperation.Send));
}
