using System.Text.Json.Nodes;
using System.Threading.Channels;
using RocketControl.Client.Emulator.VectorShift;

namespace RocketControl.Client.Emulator;

/// <summary>A run in a <see cref="VectorShiftEmulator"/>, for its script and for tests.</summary>
public sealed class VectorShiftEmulatedRun
{
    private const int UnsentEvents = 64;

    private readonly object _gate = new();
    private readonly CancellationTokenSource _over;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly JsonObject _outputs = [];
    private readonly Channel<JsonObject> _events = Channel.CreateBounded<JsonObject>(UnsentEvents);
    private readonly TimeProvider _time;
    private TaskCompletionSource? _resumed;

    internal VectorShiftEmulatedRun(string id, VectorShiftEmulatedPipeline pipeline, JsonObject inputs, TimeProvider time, CancellationTokenSource over)
    {
        _over = over;
        Id = id;
        Pipeline = pipeline;
        Inputs = inputs;
        _time = time;
    }

    /// <summary>The run's id.</summary>
    public string Id { get; }

    /// <summary>The pipeline that it is a run of.</summary>
    public VectorShiftEmulatedPipeline Pipeline { get; }

    /// <summary>The inputs as they came; files from a form have the shape that they have in JSON.</summary>
    public JsonObject Inputs { get; }

    /// <summary>What it is doing.</summary>
    public VectorShiftEmulatedRunState State { get; private set; }

    /// <summary>The text that it failed with; null unless it did.</summary>
    public string? Error { get; private set; }

    /// <summary>Completes when the run is over.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What is sent to whoever reads the run's stream; complete when the run is over.</summary>
    internal ChannelReader<JsonObject> Events => _events.Reader;

    internal bool IsOver => State is not (VectorShiftEmulatedRunState.Running or VectorShiftEmulatedRunState.Paused);

    /// <summary>Gives a value out. Waits while the run is paused, and while the reader of its stream is slow.</summary>
    /// <param name="outputName">The output.</param>
    /// <param name="value">The value; copied.</param>
    /// <param name="cancellationToken">The script's token.</param>
    public async Task EmitAsync(string outputName, JsonNode? value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outputName);
        Task resumed;
        lock (_gate)
            resumed = _resumed?.Task ?? Task.CompletedTask;
        await resumed.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
            _outputs[outputName] = value?.DeepClone();
        await WriteAsync(RunEvents.Output("stream", Id, outputName, value), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives each input back as the output of the same name.</summary>
    /// <param name="cancellationToken">The script's token.</param>
    public async Task EchoAsync(CancellationToken cancellationToken)
    {
        foreach ((string name, JsonNode? value) in Inputs)
            await EmitAsync(name, value, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets time pass, by the emulator's clock.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">The script's token.</param>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, _time, cancellationToken);

    internal JsonObject Outputs()
    {
        lock (_gate)
            return _outputs.DeepClone().AsObject();
    }

    internal async Task ExecuteAsync()
    {
        try
        {
            await Pipeline.Script(this, _over.Token).ConfigureAwait(false);
            End(VectorShiftEmulatedRunState.Completed);
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            End(VectorShiftEmulatedRunState.Cancelled);
        }
        catch (Exception failure)
        {
            Error = failure.Message;
            End(VectorShiftEmulatedRunState.Failed);
        }
    }

    /// <summary>Ends the run. Completes when it is over.</summary>
    internal async Task CancelAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await Ended.ConfigureAwait(false);
    }

    /// <summary>Halts the run. Again is as good as once.</summary>
    /// <returns>False when it is over.</returns>
    internal bool TryPause()
    {
        lock (_gate)
        {
            if (IsOver)
                return false;
            State = VectorShiftEmulatedRunState.Paused;
            _resumed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    /// <summary>Lets the run go on. Again is as good as once.</summary>
    /// <returns>False when it is over.</returns>
    internal bool TryResume()
    {
        lock (_gate)
        {
            if (IsOver)
                return false;
            State = VectorShiftEmulatedRunState.Running;
            _resumed?.TrySetResult();
            _resumed = null;
            return true;
        }
    }

    /// <summary>Nobody reads the stream any more: the run goes on, its events are lost.</summary>
    internal void LeaveStream() => _events.Writer.TryComplete();

    private async Task WriteAsync(JsonObject next, CancellationToken cancellationToken)
    {
        try
        {
            await _events.Writer.WriteAsync(next, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // Nobody reads.
        }
    }

    private void End(VectorShiftEmulatedRunState state)
    {
        lock (_gate)
            State = state;
        _events.Writer.TryComplete();
        _ended.TrySetResult();
    }
}
