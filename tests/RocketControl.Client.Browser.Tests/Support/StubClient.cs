using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RocketControl.Client.Browser.Tests.Support;

/// <summary>A client whose only run is told of by the test.</summary>
internal sealed class StubClient : RunControlClient
{
    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>();
    private readonly SemaphoreSlim _taken = new(0);

    public Run Run { get; } = new(RunBackend.Feldera, "secret-id") { DisplayId = "shown" };

    public override RunCapabilities Capabilities { get; } = new(RunBackend.Feldera, new CapabilityEntry(RunCapability.Watch, CapabilitySupport.Native));

    /// <summary>Tells of a status; returns when the watcher has dealt with it.</summary>
    public async Task TellAsync(RunState state, long processed = 0)
    {
        _events.Writer.TryWrite(new RunStatusChanged(new RunStatus
        {
            Run = Run,
            State = state,
            Processed = processed,
            ObservedAt = DateTimeOffset.UnixEpoch,
            Source = RunStatusSource.Stream,
        }));
        await _taken.WaitAsync();
    }

    public void Forget() => _events.Writer.Complete(new RunNotFoundException("There is no such run.", new RunErrorContext(RunBackend.Feldera, RunOperation.Watch)));

    public override async IAsyncEnumerable<RunEvent> WatchAsync(RunReference run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var next in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return next;
            _taken.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _taken.Dispose();
    }
}
