using RocketControl.Client.Emulator;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class VectorShiftSnippets
{
    [Test]
    public async Task The_main_job()
    {
        await using var server = await VectorShiftEmulator.StartAsync(new VectorShiftEmulatorOptions { Pipelines = [VectorShiftEmulatedPipeline.Echo("64f0c2")] });
        var (endpoint, key) = (server.Endpoint.ToString(), server.ApiKey);
        var cancellationToken = CancellationToken.None;

        #region vectorshift
        await using var transport = new VectorShiftTransport(new VectorShiftOptions { Endpoint = endpoint, Credential = key });
        await using var client = new RunControlClient(transport);       // or RunControlClient.ForVectorShift(options), without the extras below

        var pipeline = new VectorShiftPipeline("64f0c2")
        {
            Inputs = new Dictionary<string, VectorShiftValue>
            {
                ["question"] = "What does it cost?",
                ["report"] = VectorShiftValue.FromFile("docs/vectorshift.md"),
            },
        };

        Run run = await client.UseAsync(pipeline, cancellationToken);   // returns with the first event of the run

        await foreach (VectorShiftOutput output in transport.ReadOutputsAsync(run, cancellationToken))
            Console.Write(output.Text);

        TerminateResult end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, cancellationToken);
        #endregion

        Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.AlreadyTerminated));
    }
}
