using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Integration.Contract;

/// <summary>A Feldera server whose edition can do all that the contract asks for. A result for one text does not exist there: what was sent is in its table.</summary>
internal sealed class FelderaBackend(FelderaEmulator server) : ContractBackend
{
    private int _pipelines;

    public override RunBackend Backend => RunBackend.Feldera;

    public override string UnknownId => "no-such-pipeline";

    public override bool WasContacted => server.ReceivedRequests.Count > 0;

    public override bool IdsAreSecret => false;

    public override RunControlClient CreateClient() => RunControlClient.ForFeldera(Options());

    public override PipelineDefinition NewPipeline() => PipelineCalled($"p{Interlocked.Increment(ref _pipelines)}");

    public override PipelineDefinition PipelineFor(Run run) => PipelineCalled(run.Id);

    public override string Carry(string text) => $$"""{"t":"{{text}}"}""";

    public override async Task RequireArrivedAsync(string text, Run run, SendResult result)
    {
        await using var transport = new FelderaTransport(Options());
        var rows = new List<string?>();
        await foreach (var row in transport.QueryAsync(run, "SELECT * FROM texts"))
            rows.Add(row.GetProperty("t").GetString());

        Assert.That(rows, Is.EqualTo(new[] { text }));
        Assert.That(result.IsEmpty, Is.True);
        Assert.That(result.EmptyReason, Does.Contain("view"));
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();

    private static FelderaPipeline PipelineCalled(string name) => new(name, "CREATE TABLE texts (t VARCHAR) WITH ('materialized' = 'true');");

    private FelderaOptions Options() => Watched.Feldera with
    {
        Endpoint = server.Endpoint.ToString(),
        Credential = server.ApiKey!,
        RetryDelay = TimeSpan.FromMilliseconds(1),
    };
}
