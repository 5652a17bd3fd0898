using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Contract;

internal abstract partial class RunTransportContract
{
    private static readonly RunOperation[] OperationsOnARun =
        [RunOperation.Attach, RunOperation.Send, RunOperation.GetStatus, RunOperation.Watch, RunOperation.Wait, RunOperation.Terminate];

    [Test]
    public async Task An_unknown_id_is_not_found([ValueSource(nameof(OperationsOnARun))] RunOperation operation)
    {
        if (operation == RunOperation.Send && !TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        if (operation != RunOperation.Terminate && !Backend.TellsOfRunsOfOthers)
        {
            await ClaimsNothingAsync(operation);
            return;
        }
        var exception = await CallAsync(operation, Backend.UnknownId).FailsWith<RunNotFoundException>();

        Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.NotFound));
        Assert.That(exception.Backend, Is.EqualTo(Backend.Backend));
        Assert.That(exception.OutcomeUnknown, Is.False);
        if (Backend.IdsAreSecret)
            Assert.That(exception.Message, Does.Not.Contain(Backend.UnknownId));
    }

    [Test]
    public async Task An_empty_id_is_refused_before_anything_is_sent([ValueSource(nameof(OperationsOnARun))] RunOperation operation)
    {
        if (operation == RunOperation.Send && !TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        var exception = await CallAsync(operation, "  ").FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.Operation, Is.EqualTo(operation));
        Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.InvalidArgument));
        Assert.That(Backend.WasContacted, Is.False);
    }

    [Test]
    public async Task A_run_of_another_backend_is_refused_before_anything_is_sent([ValueSource(nameof(OperationsOnARun))] RunOperation operation)
    {
        if (operation == RunOperation.Send && !TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        var elsewhere = Enum.GetValues<RunBackend>().First(backend => backend != Backend.Backend);

        var exception = await CallAsync(operation, new Run(elsewhere, "x")).FailsWith<RunInvalidArgumentException>();

        Assert.That(exception.Operation, Is.EqualTo(operation));
        Assert.That(exception.Message, Does.Contain(elsewhere.ToString()).And.Contain(Backend.Backend.ToString()));
        Assert.That(Backend.WasContacted, Is.False);
    }

    [Test]
    public async Task Modes_that_the_backend_lacks_are_refused_before_anything_is_sent()
    {
        foreach (var mode in Enum.GetValues<TerminateMode>().Where(mode => !Supports(mode)))
        {
            var exception = await Fails.With<RunNotSupportedException>(
                () => Client.TerminateAsync(Backend.UnknownId, new TerminateOptions { Mode = mode }));

            Assert.That(exception.Kind, Is.EqualTo(RunControlErrorKind.Unsupported));
            Assert.That(exception.Message, Does.Contain(mode.ToString()).And.Contain("use "), "the message names what to use instead");
        }
        Assert.That(Backend.WasContacted, Is.False);
    }

    [Test]
    public async Task Options_that_make_no_sense_are_refused_before_anything_is_sent()
    {
        await Refuses(() => Client.TerminateAsync("x", new TerminateOptions { Mode = (TerminateMode)99 }));
        await Refuses(() => Client.TerminateAsync("x", new TerminateOptions { Timeout = TimeSpan.Zero }));
        await Refuses(() => Client.TerminateAsync("x", new TerminateOptions { DrainTimeout = TimeSpan.FromSeconds(-1) }));
        await Refuses(() => Client.WaitAsync("x", new WaitOptions { Timeout = TimeSpan.Zero }));
        await Refuses(() => Client.TerminateAsync("x", new TerminateOptions { Mode = TerminateMode.GracefulThenForce }));
        if (TakesData)
            await Refuses(() => Client.SendAsync("x", "text", new SendOptions { Timeout = TimeSpan.Zero }));

        Assert.That(Backend.WasContacted, Is.False);
    }

    [Test]
    public void A_client_that_nobody_used_has_sent_nothing()
    {
        Assert.That(Client.Capabilities.Backend, Is.EqualTo(Backend.Backend));
        Assert.That(Backend.WasContacted, Is.False);
    }

    [Test]
    public async Task A_disposed_client_takes_no_calls([ValueSource(nameof(OperationsOnARun))] RunOperation operation)
    {
        if (operation == RunOperation.Send && !TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        var run = await StartRunAsync();
        await Client.DisposeAsync().Soon();

        await CallAsync(operation, run).FailsWith<ObjectDisposedException>();
    }

    [Test]
    public async Task A_cancelled_token_sends_nothing([ValueSource(nameof(OperationsOnARun))] RunOperation operation)
    {
        if (operation == RunOperation.Send && !TakesData)
        {
            await RefusesDataAsync();
            return;
        }
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await CallAsync(operation, Backend.UnknownId, cancelled.Token).IsCancelledBy(cancelled.Token);

        Assert.That(Backend.WasContacted, Is.False);
    }

    /// <summary>Where nobody can be asked whether there is such a run, nothing is made up and nothing waits for what cannot be seen.</summary>
    private async Task ClaimsNothingAsync(RunOperation operation)
    {
        if (operation is RunOperation.Watch or RunOperation.Wait)
        {
            await CallAsync(operation, Backend.UnknownId).FailsWith<RunNotSupportedException>();
        }
        else
        {
            await CallAsync(operation, Backend.UnknownId).Soon();
            var status = await Client.GetTaskStatusAsync(Backend.UnknownId).Soon();
            Assert.That((status.State, status.Source, status.IsStale), Is.EqualTo((RunState.Unknown, RunStatusSource.Remembered, true)));
        }
        Assert.That(Backend.WasContacted, Is.False);
    }

    private static Task<RunInvalidArgumentException> Refuses(Func<Task> call) => Fails.With<RunInvalidArgumentException>(call);

    /// <summary>Argument checks may throw at once; here they arrive like every other failure.</summary>
    private async Task CallAsync(RunOperation operation, RunReference run, CancellationToken cancellationToken = default)
    {
        switch (operation)
        {
            case RunOperation.Attach:
                await Client.AttachAsync(run, cancellationToken);
                break;
            case RunOperation.Send:
                await Client.SendAsync(run, "text", cancellationToken);
                break;
            case RunOperation.GetStatus:
                await Client.GetTaskStatusAsync(run, cancellationToken);
                break;
            case RunOperation.Watch:
                await foreach (var _ in Client.WatchAsync(run, cancellationToken))
                    continue;
                break;
            case RunOperation.Wait:
                await Client.WaitAsync(run, cancellationToken);
                break;
            default:
                await Client.TerminateAsync(run, cancellationToken);
                break;
        }
    }
}
