using System.Globalization;
using System.Runtime.CompilerServices;
using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Telemetry;

/// <summary>
/// A transport that does everything at once, or fails or waits as it is told. Each is a system of its own, so that a test can tell its figures from those of others.
/// </summary>
internal sealed class PlainTransport : IRunTransport
{
    private static int _systems = 1000;

    private readonly Task<RunStatus> _status;

    public PlainTransport()
    {
        Backend = (RunBackend)Interlocked.Increment(ref _systems);
        Capabilities = new(Backend, Enum.GetValues<RunCapability>().Select(capability => new CapabilityEntry(capability, CapabilitySupport.Native)));
        Run = new Run(Backend, SampleRun.Token) { DisplayId = SampleRun.DisplayId };
        Status = new RunStatus
        {
            Run = Run,
            State = RunState.Running,
            ObservedAt = DateTimeOffset.UnixEpoch,
            Source = RunStatusSource.Native,
        };
        _status = Task.FromResult(Status);
    }

    public RunBackend Backend { get; }

    /// <summary>As the tag says it.</summary>
    public string SystemTag => ((int)Backend).ToString(CultureInfo.InvariantCulture);

    public string Name => "plain";

    public RunCapabilities Capabilities { get; }

    public Run Run { get; }

    public RunStatus Status { get; }

    /// <summary>The same each time, so that it can be known again.</summary>
    public Task<RunStatus> StatusTask => _status;

    /// <summary>What every call does before it is answered; null for nothing.</summary>
    public Func<Task>? Before { get; set; }

    public Task<Run> UseAsync(PipelineDefinition pipeline, UseOptions options, CancellationToken cancellationToken) => AnswerAsync(Run);

    public Task<Run> AttachAsync(Run run, CancellationToken cancellationToken) => AnswerAsync(Run);

    public Task<SendResult> SendAsync(Run run, RunContent content, SendOptions options, CancellationToken cancellationToken) => AnswerAsync(new SendResult());

    public Task<RunPipe> OpenPipeAsync(Run run, SendOptions options, CancellationToken cancellationToken) => AnswerAsync<RunPipe>(new RecordingPipe());

    public Task<RunStatus> GetStatusAsync(Run run, CancellationToken cancellationToken) => Before is null ? _status : AnswerAsync(Status);

    public Task<TerminateResult> TerminateAsync(Run run, TerminateOptions options, CancellationToken cancellationToken) => AnswerAsync(new TerminateResult
    {
        Outcome = TerminateOutcome.Accepted,
        RequestedMode = options.Mode,
        EffectiveMode = TerminateMode.Graceful,
        AcceptedAt = DateTimeOffset.UnixEpoch,
    });

    public Task<Run> RestartAsync(Run run, PipelineDefinition pipeline, CancellationToken cancellationToken) => AnswerAsync(Run);

    public Task PauseAsync(Run run, CancellationToken cancellationToken) => AnswerAsync(true);

    public Task ResumeAsync(Run run, CancellationToken cancellationToken) => AnswerAsync(true);

    public Task<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken) => AnswerAsync<IReadOnlyList<RunSummary>>([]);

    public async IAsyncEnumerable<RunEvent> WatchAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await AnswerAsync(true);
        yield return new RunStatusChanged(Status);
        await AnswerAsync(true);
        yield return new RunStatusChanged(Status with { State = RunState.Completed });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> AnswerAsync<T>(T answer)
    {
        if (Before is not null)
            await Before();
        return answer;
    }
}
