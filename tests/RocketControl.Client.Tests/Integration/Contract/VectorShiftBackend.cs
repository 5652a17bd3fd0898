using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Integration.Contract;

/// <summary>VectorShift, whose runs get all their data at the start. Without a route for the status only the client that streams a run knows how it is.</summary>
internal sealed class VectorShiftBackend(VectorShiftEmulator server) : ContractBackend
{
    public override RunBackend Backend => RunBackend.VectorShift;

    public override string UnknownId => "endless/no-such-run";

    public override bool WasContacted => server.ReceivedRequests.Count > 0;

    public override bool IdsAreSecret => false;

    public override bool TellsOfRunsOfOthers => server.Options.StatusRoute is not null;

    public override RunControlClient CreateClient() => RunControlClient.ForVectorShift(Watched.VectorShift with
    {
        Endpoint = server.Endpoint.ToString(),
        Credential = server.ApiKey,
        StatusRoute = server.Options.StatusRoute,
        RetryDelay = TimeSpan.FromMilliseconds(1),
    });

    public override PipelineDefinition NewPipeline() => new VectorShiftPipeline("endless");

    public override Task RequireArrivedAsync(string text, Run run, SendResult result) => throw new NotSupportedException("Runs take no data but at their start.");

    public override async Task<RunState> StateOfRunOfOthersAsync(RunControlClient client, Run run)
    {
        var told = (await client.GetTaskStatusAsync(run)).State;
        if (TellsOfRunsOfOthers)
            return told;
        Assert.That(told, Is.EqualTo(RunState.Unknown));
        return server.Runs.Single(known => known.Id == run.Instance).State == VectorShiftEmulatedRunState.Running ? RunState.Running : RunState.Stopped;
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
