using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RocketControl.Client.Transports;

/// <summary>
/// What a backend has to offer so that <see cref="RunControlClient"/> can control its runs. A transport is thread-safe, does no I/O before the first call,
/// gives every call a deadline, and reports failures as <see cref="RunControlException"/>. The client has checked <see cref="Capabilities"/> and the
/// arguments before it calls.
/// </summary>
public interface IRunTransport : IAsyncDisposable
{
    /// <summary>What carries the calls right now, for people: for example <c>RocketRide over WebSocket</c>.</summary>
    string Name { get; }

    /// <summary>What the backend can do.</summary>
    RunCapabilities Capabilities { get; }

    /// <summary>Where the client logs what no caller can be told, such as a listener that throws. Default: nowhere.</summary>
    ILogger Logger => NullLogger.Instance;

    /// <summary>Starts a run and returns when it is up.</summary>
    /// <param name="pipeline">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the waiting; a start that was sent is not taken back.</param>
    Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken);

    /// <summary>Takes hold of a run that exists.</summary>
    /// <param name="run">The run, of which only <see cref="Run.Id"/> need be known.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<Run> AttachAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Feeds one object to a run and returns what the run made of it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="content">The object's content; the transport opens it once, and reads on only when the run has taken what was read before.</param>
    /// <param name="options">How; the MIME type is set.</param>
    /// <param name="cancellationToken">Abandons the object.</param>
    Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken);

    /// <summary>Opens a pipe for one object that is written step by step.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How; the MIME type is set.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken);

    /// <summary>Reads the status of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken);

    /// <summary>
    /// Follows a run: first its status, then what changes, until the event with an end state. Survives lost connections as long as they can be made again.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the watching.</param>
    IAsyncEnumerable<RunEvent> WatchAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Ends a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">How; the mode is one that the capabilities allow.</param>
    /// <param name="cancellationToken">Stops the waiting; a termination that was sent is not taken back.</param>
    Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken);

    /// <summary>Ends a run and starts it again under the same id; returns when it is up again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="pipeline">What to run from now on.</param>
    /// <param name="cancellationToken">Stops the waiting; a restart that was sent is not taken back.</param>
    Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken);

    /// <summary>Halts a run so that it can go on later; returns when the backend accepted. Not supported unless a transport says so.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    Task PauseAsync(Run run, CancellationToken cancellationToken) => throw Capabilities.NotSupported(RunCapability.Pause, RunOperation.Pause);

    /// <summary>Lets a halted run go on; returns when the backend accepted. Not supported unless a transport says so.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the waiting; what was sent is not taken back.</param>
    Task ResumeAsync(Run run, CancellationToken cancellationToken) => throw Capabilities.NotSupported(RunCapability.Resume, RunOperation.Resume);

    /// <summary>Lists the runs that the caller may see, as far as the backend tells of them.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken);
}
