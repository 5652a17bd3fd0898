using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Runs;

[TestFixture]
internal sealed class WaitingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ManualTimeProvider _time = new();
    private readonly Channel<RunEvent> _events = Channel.CreateUnbounded<RunEvent>();
    private readonly TaskCompletionSource _waitingForMore = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StubTransport _stub = StubTransport.Create();

    [SetUp]
    public void SetUp() => _stub.Methods[nameof(IRunTransport.WatchAsync)] = arguments => WatchAsync((CancellationToken)arguments[1]!);

    [TestCase(RunState.Completed)]
    [TestCase(RunState.Failed)]
    [TestCase(RunState.Cancelled)]
    [TestCase(RunState.Stopped)]
    public async Task Waiting_ends_with_the_end_of_the_run_whatever_it_is(RunState state)
    {
        var wait = Client().WaitAsync(SampleRun.Started);
        Happen(RunState.Starting);
        Happen(RunState.Running);
        _events.Writer.TryWrite(new RunLifecycleChanged(SampleRun.Started, default, "end"));
        Happen(state);

        Assert.That((await wait.Soon()).State, Is.EqualTo(state));
    }

    [Test]
    public async Task Waiting_ends_after_its_time_with_the_last_status()
    {
        var wait = Client().WaitAsync(SampleRun.Started);
        Happen(RunState.Running);
        await _waitingForMore.Task.Soon();

        _time.Advance(Limit);

        var exception = await wait.FailureAsync<RunTimeoutException>();
        Assert.Multiple(() =>
        {
            Assert.That((exception.Timeout, exception.LastStatus?.State), Is.EqualTo((Limit, (RunState?)RunState.Running)));
            Assert.That((exception.Operation, exception.Kind), Is.EqualTo((RunOperation.Wait, RunControlErrorKind.Timeout)));
            Assert.That(exception.Message, Does.Contain(SampleRun.DisplayId).And.Contain("300 s").And.Contain("Running"));
            Assert.That(exception.OutcomeUnknown, Is.False);
        });
    }

    [Test]
    public async Task A_run_that_was_never_seen_has_no_last_status()
    {
        var wait = Client().WaitAsync(SampleRun.Started, new WaitOptions { Timeout = TimeSpan.FromSeconds(1) });

        _time.Advance(TimeSpan.FromSeconds(1));

        var exception = await wait.FailureAsync<RunTimeoutException>();
        Assert.That(exception.LastStatus, Is.Null);
        Assert.That(exception.Message, Does.Contain("never"));
    }

    [Test]
    public async Task Waiting_without_a_limit_goes_on_until_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = Client().WaitAsync(SampleRun.Started, new WaitOptions { Timeout = Timeout.InfiniteTimeSpan }, cancellation.Token);
        _time.Advance(TimeSpan.FromDays(365));
        Assert.That(wait.IsCompleted, Is.False);

        await cancellation.CancelAsync();

        Assert.That((await wait.FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task A_watch_that_ends_before_the_run_is_a_violation()
    {
        var wait = Client().WaitAsync(SampleRun.Started);
        Happen(RunState.Running);
        _events.Writer.Complete();

        await wait.FailureAsync<RunProtocolException>();
    }

    [Test]
    public async Task What_the_watch_fails_with_the_wait_fails_with()
    {
        var cause = new RunNotFoundException("gone", new RunErrorContext(RunBackend.RocketRide, RunOperation.Watch));
        var wait = Client().WaitAsync(SampleRun.Started);
        _events.Writer.Complete(cause);

        Assert.That(await wait.FailureAsync<RunNotFoundException>(), Is.SameAs(cause));
    }

    private RunControlClient Client() => new(_stub.Transport, _time);

    private void Happen(RunState state) => _events.Writer.TryWrite(new RunStatusChanged(new RunStatus
    {
        Run = SampleRun.Started,
        State = state,
        ObservedAt = _time.GetUtcNow(),
        Source = RunStatusSource.Stream,
    }));

    private async IAsyncEnumerable<RunEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _events.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_events.Reader.TryRead(out var next))
                yield return next;
            _waitingForMore.TrySetResult();
        }
    }
}
