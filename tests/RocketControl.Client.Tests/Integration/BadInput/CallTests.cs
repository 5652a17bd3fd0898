using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

/// <summary>Tests of what goes wrong in one call, the same for many of them.</summary>
internal abstract class CallTests(ClientCall call) : EmulatorTests
{
    private int _sentBefore;
    private int _connectedBefore;

    protected ClientCall Call => call;

    /// <summary>What the client of the scene logs.</summary>
    protected LogRecorder Log { get; } = new();

    protected CallScene Scene { get; private set; } = null!;

    /// <summary>A fault in the request of the call.</summary>
    protected RequestFaultBuilder InCall => Server.Faults.On(call.Command, call.Subcommand);

    /// <summary>How often the request of the call has reached the server.</summary>
    protected int TimesSent => CountRequests(call.Command, call.Subcommand) - _sentBefore;

    /// <summary>How often somebody has logged in since the call was made.</summary>
    protected int TimesConnected => CountRequests("auth") - _connectedBefore;

    [SetUp]
    public async Task PrepareAsync()
    {
        var transport = NewTransport(ClientOptions with { LoggerFactory = Log });
        var client = new RunControlClient(transport, ClientOptions.TimeProvider);
        var run = await (call.IsConnecting ? Client : client).UseAsync(Pipelines.Echo()).Soon();
        if (call.NeedsEndedRun)
            await NewClient().TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Force }).Soon();
        Scene = new CallScene(transport, client, run);
        _sentBefore = CountRequests(call.Command, call.Subcommand);
        _connectedBefore = CountRequests("auth");
    }

    protected Task InvokeAsync(CancellationToken cancellationToken = default) => call.InvokeAsync(Scene, cancellationToken);

    /// <summary>Drops the connection of the scene, if there is one, and waits until its client knows.</summary>
    protected async Task LoseConnectionAsync()
    {
        Server.Faults.DropConnections();
        if (!call.IsConnecting)
            await Log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);
    }

    /// <summary>Whatever went wrong: the next call goes well.</summary>
    protected async Task AssertUsableAsync()
    {
        var status = await Scene.Client.GetTaskStatusAsync(Scene.Run).Soon();
        Assert.That(status.Run.Id, Is.EqualTo(Scene.Run.Id));
    }

    /// <summary>What every failure has to say and must not say.</summary>
    protected void AssertTells(RunControlException exception, RunControlErrorKind kind, bool outcomeUnknown, string advice)
    {
        Assert.Multiple(() =>
        {
            Assert.That(exception.Kind, Is.EqualTo(kind));
            Assert.That(exception.Operation, Is.EqualTo(call.Operation));
            Assert.That(exception.OutcomeUnknown, Is.EqualTo(outcomeUnknown));
            Assert.That(exception.Message, Does.Contain(advice));
            Assert.That(exception.ToString(), Does.Not.Contain(Server.ApiKey));
            Assert.That(exception.ToString(), Does.Not.Contain(Scene.Run.Id));
        });
    }
}
