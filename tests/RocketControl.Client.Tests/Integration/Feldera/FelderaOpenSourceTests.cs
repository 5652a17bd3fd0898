using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Feldera;

/// <summary>The edition that cannot save states.</summary>
[TestFixture]
internal sealed class FelderaOpenSourceTests : FelderaEmulatorTests
{
    protected override FelderaEdition Edition => FelderaEdition.OpenSource;

    [TestCase(TerminateMode.Default)]
    [TestCase(TerminateMode.Graceful)]
    [TestCase(TerminateMode.Checkpoint)]
    public async Task It_says_what_to_use_instead_and_the_run_goes_on(TerminateMode mode)
    {
        var run = await StartRunAsync();

        var exception = await Client.TerminateAsync(run, new TerminateOptions { Mode = mode }).FailsWith<RunNotSupportedException>();

        Assert.That(exception.Message, Does.Contain("TerminateMode.Force"));
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [TestCase(TerminateMode.Graceful)]
    [TestCase(TerminateMode.Checkpoint)]
    public async Task It_uses_force_on_request_and_says_so(TerminateMode mode)
    {
        var run = await StartRunAsync();

        var end = await Client.TerminateAsync(run, new TerminateOptions { Mode = mode, AllowFallback = true, WaitForCompletion = true }).Soon();

        Assert.That((end.RequestedMode, end.EffectiveMode, end.FinalStatus!.State), Is.EqualTo((mode, TerminateMode.Force, RunState.Cancelled)));
    }

    [Test]
    public async Task It_tells_its_edition()
    {
        var configuration = await Transport.GetConfigurationAsync().Soon();

        Assert.That(configuration.IsEnterprise, Is.False);
        Assert.That(Transport.Capabilities[RunCapability.TerminateGraceful].Note, Does.Contain("TerminateMode.Force"));
        Assert.That((await Transport.GetHealthAsync().Soon()).IsHealthy, Is.True);
    }

    [Test]
    public async Task A_checkpoint_is_not_supported()
    {
        var run = await StartRunAsync();

        await Transport.CheckpointAsync(run).FailsWith<RunNotSupportedException>();
        await Transport.ActivateAsync(run).FailsWith<RunNotSupportedException>();
    }
}
