using System.Collections.Concurrent;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.RocketRide;
using RocketControl.Client.Emulator.RocketRide.Tasks;

namespace RocketControl.Client.Emulator;

/// <summary>
/// Faults of the emulated engine: tasks that start slowly or not at all, die, or do not stop, and pipe requests that hang or fail.
/// </summary>
public sealed class RocketRideTaskFaults
{
    private readonly ConcurrentQueue<StopCause> _failingStarts = new();
    private readonly ConcurrentQueue<string> _failingWrites = new();
    private readonly ConcurrentQueue<string> _failingObjects = new();
    private Func<string, StopCause, bool>? _end;

    internal RocketRideTaskFaults()
    {
    }

    internal HoldPoint Starts { get; } = new();

    internal HoldPoint Stops { get; } = new();

    internal HoldPoint Writes { get; } = new();

    internal HoldPoint Closes { get; } = new();

    /// <summary>
    /// Starting tasks stay in state 2 until the hold is released; without it a start ends after <see cref="RocketRideTimings.StallLimit"/>.
    /// </summary>
    public Hold HoldStarts() => Starts.Set();

    /// <summary>Stopping tasks stay in state 4, with <c>completed</c> true already, until the hold is released.</summary>
    public Hold HoldStops() => Stops.Set();

    /// <summary>Pipe writes are executed only after the hold is released. A task that ends meanwhile never answers them.</summary>
    public Hold HoldWrites() => Writes.Set();

    /// <summary>Pipe closes are executed only after the hold is released. A task that ends meanwhile never answers them.</summary>
    public Hold HoldCloses() => Closes.Set();

    /// <summary>
    /// The next start fails in the engine: <c>execute</c> answers with the message and the record is removed (RocketRide protocol §3.2).
    /// </summary>
    public void FailNextStart(string message, int exitCode = 1) =>
        _failingStarts.Enqueue(StopCause.Crash(exitCode, message, [$"Error*{message}*engine"]));

    /// <summary>
    /// The next pipe write raises in a node: the write is answered with success, its pipe is marked failed (RocketRide protocol §3.4).
    /// </summary>
    public void FailNextWrite(string message) => _failingWrites.Enqueue(message);

    /// <summary>
    /// The next pipe that is closed gets a result with an <c>error</c> and without captured values (RocketRide protocol §5.4).
    /// </summary>
    public void FailNextObject(string message) => _failingObjects.Enqueue(message);

    /// <summary>The task's engine vanishes without a word: states 4 and 5, exit code 0.</summary>
    /// <param name="token">The task's token.</param>
    /// <returns>False when no task with this token is alive.</returns>
    public bool KillEngine(string token) => End(token, StopCause.Killed);

    /// <summary>The task's engine exits with an error: states 4 and 6.</summary>
    /// <param name="token">The task's token.</param>
    /// <param name="exitCode">The exit code that the status shows.</param>
    /// <param name="exitMessage">The text that later data requests fail with.</param>
    /// <param name="errors">What the status lists as errors.</param>
    /// <returns>False when no task with this token is alive.</returns>
    public bool CrashEngine(string token, int exitCode, string exitMessage, params string[] errors) =>
        End(token, StopCause.Crash(exitCode, exitMessage, errors));

    internal void Attach(Func<string, StopCause, bool> end) => Volatile.Write(ref _end, end);

    internal StopCause? TakeFailingStart() => _failingStarts.TryDequeue(out StopCause? failure) ? failure : null;

    internal string? TakeFailingWrite() => _failingWrites.TryDequeue(out string? message) ? message : null;

    internal string? TakeFailingObject() => _failingObjects.TryDequeue(out string? message) ? message : null;

    private bool End(string token, StopCause cause) => Volatile.Read(ref _end)?.Invoke(token, cause) ?? false;
}
