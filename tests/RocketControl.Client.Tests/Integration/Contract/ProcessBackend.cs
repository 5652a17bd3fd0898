using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Integration.Contract;

/// <summary>A process manager that can tell how its processes are, and waits for the end of those that it terminates.</summary>
internal sealed class ProcessBackend(ProcessManagerEmulator server) : ContractBackend
{
    public override RunBackend Backend => RunBackend.Processes;

    public override string UnknownId => "4000000000";

    public override bool WasContacted => server.ReceivedRequests.Count > 0;

    public override bool IdsAreSecret => false;

    public override TerminateOutcome OutcomeOfTermination => TerminateOutcome.Completed;

    public override RunControlClient CreateClient() => RunControlClient.ForProcesses(Watched.Processes with { Endpoint = server.Endpoint.ToString() });

    public override PipelineDefinition NewPipeline() => throw new NotSupportedException("A process manager starts nothing.");

    public override async Task<Run> StartRunAsync(RunControlClient client)
    {
        var process = await server.StartProcessAsync();
        return await client.AttachAsync($"{process.Pid}");
    }

    public override Task RequireArrivedAsync(string text, Run run, SendResult result) => throw new NotSupportedException("Processes take no data.");

    public override TerminateMode EffectiveModeOf(TerminateMode mode) => TerminateMode.GracefulThenForce;

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
