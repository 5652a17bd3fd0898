using RocketControl.Client.Emulator;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class ReadmeSnippets : RocketRideScene
{
    [Test]
    public async Task The_main_job()
    {
        var (endpoint, key, cancellationToken) = (Endpoint, Key, Deadline);

        #region main-job
        await using var client = RunControlClient.ForRocketRide(new RocketRideOptions { Endpoint = endpoint, Credential = key });

        Run run = await client.UseAsync(PipelineDefinition.FromFile("flow.pipe"), cancellationToken);
        try
        {
            SendResult result = await client.SendAsync(run, "a text for the pipeline", cancellationToken);
            Console.WriteLine(result.Texts[0]);

            RunStatus status = await client.GetTaskStatusAsync(run, cancellationToken);
            Console.WriteLine($"{status.State}: {status.Processed} of {status.Total}");
        }
        finally
        {
            TerminateResult end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }, CancellationToken.None);
            Console.WriteLine($"{end.Outcome}: {end.FinalStatus?.State}");      // Completed: the run was seen to be down
        }
        #endregion

        Assert.That((await client.GetTaskStatusAsync(run, cancellationToken)).IsTerminal);
    }

    [Test]
    public async Task A_server_of_one_s_own()
    {
        #region embedded-server
        await using var server = await RocketRideEmulator.StartAsync();
        await using var client = RunControlClient.ForRocketRide(new() { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey });
        #endregion

        Assert.That(await client.ListAsync(Deadline), Is.Empty);
    }
}
