using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Integration.Feldera;

/// <summary>Runs that wait for somebody's decision.</summary>
[TestFixture]
internal sealed class FelderaDecisionTests : FelderaEmulatorTests
{
    private static readonly FelderaPipeline Changed = new("p", "CREATE TABLE other (id INT) WITH ('materialized' = 'true');");

    [Test]
    public async Task A_changed_program_waits_for_an_approval_and_goes_on()
    {
        await Client.TerminateAsync(await StartRunAsync(), new TerminateOptions { WaitForCompletion = true }).Soon();

        var run = await Client.UseAsync(Changed).Soon();

        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.AwaitingInput));
        await Transport.IngestAsync(run, "other", "{}").FailsWith<RunNotReadyException>();
        await Transport.ApproveAsync(run).Soon();
        await WhenRunningAsync(run).Soon();
    }

    [Test]
    public async Task A_policy_decides_instead()
    {
        await Client.TerminateAsync(await StartRunAsync(), new TerminateOptions { WaitForCompletion = true }).Soon();
        await Transport.CreateOrReplacePipelineAsync(Changed).Soon();

        var status = await Transport.StartAsync("p", new FelderaStartOptions { BootstrapPolicy = FelderaBootstrapPolicy.Allow }).Soon();

        Assert.That(status.State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task What_stands_by_does_not_end_gracefully_but_is_activated()
    {
        await StandByAsync();

        var exception = await Client.TerminateAsync("p").FailsWith<RunInvalidStateException>();
        Assert.That(exception.Message, Does.Contain("TerminateMode.Force"));

        Assert.That((await Transport.ActivateAsync("p").Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task What_stands_by_is_ended_by_force_when_its_time_is_over()
    {
        await StandByAsync();

        var end = await Client.TerminateAsync("p", new TerminateOptions { WaitForCompletion = true, EscalateAfter = TimeSpan.FromMilliseconds(50) }).Soon();

        Assert.That((end.EffectiveMode, end.FinalStatus!.State), Is.EqualTo((TerminateMode.Force, RunState.Cancelled)));
    }

    private async Task WhenRunningAsync(Run run)
    {
        await foreach (var next in Client.WatchAsync(run))
        {
            if (next is RunStatusChanged { Status.State: RunState.Running })
                return;
        }
        Assert.Fail("The run ended instead.");
    }

    private async Task StandByAsync()
    {
        var storage = JsonNode.Parse("""{"storage":{"backend":{"name":"file","config":{"sync":{"bucket":"b"}}}}}""")!.AsObject();
        var start = new FelderaStartOptions { Initial = FelderaInitialState.Standby };
        var run = await Client.UseAsync(new FelderaPipeline("p", Sql) { RuntimeConfig = storage, Start = start }).Soon();
        Assert.That((await Client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.AwaitingInput));
    }
}
