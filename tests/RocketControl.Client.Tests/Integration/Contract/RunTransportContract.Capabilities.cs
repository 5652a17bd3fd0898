using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.Contract;

internal abstract partial class RunTransportContract
{
    /// <summary>Every row of the table is tried on a run of its own: supported is what can be done, and what is not says so before anything is sent.</summary>
    [Test]
    public async Task Each_operation_works_or_is_not_supported_as_the_table_says()
    {
        var table = Backend.CapabilitiesOf(Client);
        var listing = new List<string>();
        foreach (var capability in Enum.GetValues<RunCapability>())
        {
            var works = await WorksAsync(capability);
            listing.Add($"{capability}: {(works ? "works" : "not supported")}");
            Assert.That(works || table[capability].Support != CapabilitySupport.Native, Is.True, listing[^1]);
            Assert.That(works && table[capability].Support == CapabilitySupport.Unsupported, Is.False, listing[^1]);
        }

        TestContext.Out.WriteLine($"{Client.TransportName}:\n{string.Join('\n', listing)}");
    }

    private async Task<bool> WorksAsync(RunCapability capability)
    {
        var run = Client.Capabilities.Supports(capability) ? await StartRunAsync() : new Run(Backend.Backend, Backend.UnknownId);
        try
        {
            await TryAsync(capability, run).Soon();
            return true;
        }
        catch (RunNotSupportedException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
            return false;
        }
    }

    private async Task TryAsync(RunCapability capability, Run run)
    {
        switch (capability)
        {
            case RunCapability.Use:
                Client.Capabilities.Require(RunCapability.Use, RunOperation.Use);
                await Client.UseAsync(Backend.NewPipeline());
                break;
            case RunCapability.Attach:
                await Client.AttachAsync(run.Id);
                break;
            case RunCapability.Send:
                await Client.SendAsync(run, Backend.Carry("text"));
                break;
            case RunCapability.OpenPipe:
                await (await Client.OpenPipeAsync(run)).DisposeAsync();
                break;
            case RunCapability.Status:
                await Client.GetTaskStatusAsync(run);
                break;
            case RunCapability.Watch:
                await foreach (var _ in Client.WatchAsync(run))
                    break;
                break;
            case RunCapability.Restart:
                Client.Capabilities.Require(RunCapability.Restart, RunOperation.Restart);
                await Client.RestartAsync(run, Backend.PipelineFor(run));
                break;
            case RunCapability.List:
                await Client.ListAsync();
                break;
            case RunCapability.Pause:
                await Client.PauseAsync(run);
                break;
            case RunCapability.Resume:
                await ResumeHaltedAsync(run);
                break;
            default:
                await Client.TerminateAsync(run, OptionsFor(capability));
                break;
        }
    }

    private async Task ResumeHaltedAsync(Run run)
    {
        if (Client.Capabilities.Supports(RunCapability.Resume))
            await Client.PauseAsync(run);
        await Client.ResumeAsync(run);
    }

    private static TerminateOptions OptionsFor(RunCapability capability) => capability switch
    {
        RunCapability.TerminateGraceful => new() { Mode = TerminateMode.Graceful },
        RunCapability.TerminateForce => new() { Mode = TerminateMode.Force },
        RunCapability.TerminateCheckpoint => new() { Mode = TerminateMode.Checkpoint },
        RunCapability.TerminateEscalate => new() { WaitForCompletion = true, EscalateAfter = TimeSpan.FromSeconds(20) },
        _ => throw new NotSupportedException($"The contract does not know {capability}."),
    };
}
