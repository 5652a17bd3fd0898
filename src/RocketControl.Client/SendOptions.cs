namespace RocketControl.Client;

/// <summary>How data is handed to a run.</summary>
public sealed record SendOptions
{
    /// <summary>
    /// The MIME type, which decides where in the pipeline the data goes (RocketRide protocol §5.2). Null (default): <c>text/plain</c> for text,
    /// the file's extension for files, <c>application/octet-stream</c> for anything else. Lower case; parameters such as a charset are not interpreted by the server, text is UTF-8.
    /// </summary>
    public string? MimeType { get; init; }

    /// <summary>The object's name; slashes make folders. Null (default): the file's name for files, otherwise the server makes one up.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The kind of source component that the pipeline must have, for example <c>chat</c>; the server refuses the data when it has another. Null (default):
    /// not checked.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>
    /// How long the whole send may take, the run's work on the object included; for a pipe, how long each of its steps may take. Null (default): as long as it makes
    /// progress within <see cref="RocketRideOptions.SendTimeout"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// True: when the source of the data pauses, nothing is written every 30 seconds, because the server drops an object after 60 seconds of silence
    /// (RocketRide protocol §5.3). Only for bytes; in a pipe for text or questions it is refused, for there it would add an empty line. Default: false.
    /// </summary>
    public bool KeepAlive { get; init; }

    /// <summary>Done between opening the pipe, whose number it gets, and the first write; nothing is processed before.</summary>
    internal Func<long, CancellationToken, Task>? WhenOpen { get; init; }

    internal void Validate(RunBackend backend)
    {
        if (Timeout <= TimeSpan.Zero || Timeout > LongestTime.OfTimeout)
        {
            throw new RunInvalidArgumentException(
                $"SendOptions.Timeout must be positive and at most {LongestTime.OfTimeout}, not {Timeout}.", new RunErrorContext(backend, RunOperation.Send));
        }
    }
}
