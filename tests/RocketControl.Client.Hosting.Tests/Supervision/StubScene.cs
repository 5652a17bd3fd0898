using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RocketControl.Client.Hosting.Supervision;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Hosting.Tests.Supervision;

/// <summary>A supervisor over a transport that a test plays.</summary>
internal sealed class StubScene
{
    private readonly Channel<Channel<RunEvent>> _watches = Channel.CreateUnbounded<Channel<RunEvent>>();
    private int _runs;

    public StubScene(RunSupervisorOptions? options = null, ILogger? logger = null)
    {
        Stub.Methods[nameof(IRunTransport.UseAsync)] = _ => Use();
        Stub.Methods[nameof(IRunTransport.WatchAsync)] = arguments =>
        {
            var events = Channel.CreateUnbounded<RunEvent>();
            _watches.Writer.TryWrite(events);
            return events.Reader.ReadAllAsync((CancellationToken)arguments[1]!);
        };
        var client = new RunControlClient(Stub.Transport, Time);
        Supervisor = new RunSupervisor(
            options ?? new RunSupervisorOptions(), _ => client, new SupervisorJournal(logger ?? NullLogger.Instance), static () => 0, Time);
        Events = new EventReader(Supervisor);
    }

    public StubTransport Stub { get; } = StubTransport.Create();

    public ManualTimeProvider Time { get; } = new();

    public RunSupervisor Supervisor { get; }

    public EventReader Events { get; }

    /// <summary>What a start does; gives a run of its own each time unless set.</summary>
    public Func<Task<Run>> Use { get; set; } = null!;

    public int Starts => Stub.Calls.Count(call => call == nameof(IRunTransport.UseAsync));

    public static RunDeclaration Declare(string name = "orders") => SupervisorScene.Declare(name);

    public StubScene WithRuns()
    {
        Use = () => Task.FromResult(new Run(RunBackend.RocketRide, $"run-{Interlocked.Increment(ref _runs)}"));
        return this;
    }

    /// <summary>The next watch that was begun; its events are what the test writes, and completing it with an exception makes it fail.</summary>
    public Task<Channel<RunEvent>> WatchedAsync() => _watches.Reader.ReadAsync().Soon();

    public RunStatusChanged Status(RunState state, bool isReachable = true) => new(new RunStatus
    {
        Run = new Run(RunBackend.RocketRide, "run"),
        State = state,
        IsReachable = isReachable,
        ObservedAt = Time.GetUtcNow(),
        Source = RunStatusSource.Native,
    });
}
